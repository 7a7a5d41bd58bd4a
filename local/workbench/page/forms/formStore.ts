import { type Signal, signal } from "@preact/signals";
import type { PartKind } from "../../wire/catalogue";
import type { FormState } from "./FormState";

const kept = new Map<string, Signal<FormState>>();

/** What was entered in the form of a part. It is kept until the page is loaded anew, and is one and the same on all pages. */
export const formStateOf = (kind: PartKind, key: string): Signal<FormState> => {
  const name = `${kind} ${key}`;
  const state = kept.get(name) ?? signal<FormState>({ form: {}, connections: {} });
  kept.set(name, state);
  return state;
};

/** The parts whose form has something in it, in the order in which they were first shown. */
export const enteredParts = (): Array<{ kind: PartKind; key: string }> =>
  [...kept].flatMap(([name, { value }]) => {
    const [kind = "", key = ""] = name.split(" ");
    return Object.keys(value.form).length > 0 ? [{ kind: kind as PartKind, key }] : [];
  });
