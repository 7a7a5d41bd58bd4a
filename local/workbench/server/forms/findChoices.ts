import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { isRecord } from "../../../platform/isRecord";
import type { AskedChoices } from "../../wire/choices";
import type { Choice } from "../../wire/formInput";
import { formInputs } from "../catalogue/formInputs";
import { RequestError } from "../http/RequestError";
import { problemOf } from "../runs/problemOf";
import { resolveForm } from "../runs/resolveForm";
import { runQuietly } from "../runs/runQuietly";
import type { Workbench } from "../workbench";

/** The most choices that a page is sent. */
const mostChoices = 5_000;
/** The longest text of a choice, in characters. */
const mostCharacters = 500;

/** What was entered under a key, in the form itself or else in one of its groups. */
const enteredIn = (form: Readonly<Record<string, unknown>>, key: string): unknown => {
  if (Object.hasOwn(form, key)) return form[key];
  for (const entered of Object.values(form)) {
    const members = isRecord(entered) ? entered["value"] : undefined;
    if (isRecord(members) && Object.hasOwn(members, key)) return members[key];
  }
  return undefined;
};

/** The inputs of a data source, filled by those of the form that have their names. */
const sameNamed = (inputs: readonly Input[], form: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    inputs
      .map(({ key }) => [key, enteredIn(form, key)] as const)
      .filter(([, entered]) => entered !== undefined),
  );

const chosenConnections = (
  inputs: readonly Input[],
  ids: AskedChoices["connections"],
  { connections }: Workbench,
) =>
  Object.fromEntries(
    inputs
      .filter(({ type }) => type === "connection")
      .map(({ key, label }) => {
        const id = ids[key];
        if (id === undefined) throw new RequestError(400, `${label}: choose a connection first.`);
        return [key, connections.get(id).entered];
      }),
  );

const choiceOf = (element: unknown): Choice[] => {
  const { key, label } = isRecord(element) ? element : { key: element, label: element };
  if (typeof key !== "string") return [];
  const value = key.slice(0, mostCharacters);
  return [{ label: typeof label === "string" ? label.slice(0, mostCharacters) : value, value }];
};

/**
 * The choices that a data source finds for a box of a form. The run is kept in no history.
 * @throws RequestError with the data source's own sentence
 */
export const findChoices = async (
  workbench: Workbench,
  { dataSource, form, connections: ids }: AskedChoices,
): Promise<Choice[]> => {
  const { component, connections, files, secrets, runs } = workbench;
  const operation = component.operation("dataSource", dataSource);
  const { inputs } = operation;
  const resultOf = (name: string) => runs.resultOf(name);
  const entered = resolveForm(inputs, sameNamed(inputs, form), { files, secrets, resultOf });
  const chosen = chosenConnections(inputs, ids, workbench);
  const { value } = await runQuietly(workbench, { operation, entered, connections: chosen }).catch(
    (error: unknown) => {
      throw new RequestError(422, problemOf(error, formInputs(inputs), connections.redact).message);
    },
  );
  return Array.isArray(value) ? value.slice(0, mostChoices).flatMap(choiceOf) : [];
};
