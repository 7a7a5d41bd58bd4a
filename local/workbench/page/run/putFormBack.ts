import type { PartKind } from "../../wire/catalogue";
import type { AskedStep } from "../../wire/entered";
import { get } from "../app/api";
import { formStateOf } from "../forms/formStore";

const askedFor = (run: string): Promise<AskedStep> => get(`/api/runs/${encodeURIComponent(run)}/asked`);

/**
 * Puts the form of a run back into the boxes.
 * @throws ServerError with a sentence
 */
export const putFormBack = async (run: string): Promise<void> => {
  const { kind, key, form, connections } = await askedFor(run);
  formStateOf(kind, key).value = { form, connections };
};

const begun = new Set<string>();

/**
 * Begins the form of a part, once, with that of the run in the address, such as after the page was reloaded. What was
 * entered meanwhile stays.
 */
export const beginForm = async (kind: PartKind, key: string, run: string | undefined): Promise<void> => {
  const name = `${kind} ${key}`;
  if (begun.has(name)) return;
  begun.add(name);
  if (run === undefined) return;
  const asked = await askedFor(run);
  const state = formStateOf(kind, key);
  const isUntouched = Object.keys(state.value.form).length === 0;
  if (asked.kind !== kind || asked.key !== key || !isUntouched) return;
  state.value = { form: asked.form, connections: asked.connections };
};
