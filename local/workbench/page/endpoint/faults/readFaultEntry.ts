import type { FaultForm } from "../../../wire/faultForms";

/** What was entered for a fault, all of it as text. */
export interface FaultEntryState {
  kind: string;
  server: string;
  method: string;
  path: string;
  times: string;
  isServed: boolean;
  /** By the keys of the kind's fields. */
  facts: Readonly<Record<string, string>>;
}

const isNumber = (text: string): boolean => text.trim() !== "" && !Number.isNaN(Number(text));

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // A body may be any text, and the server says what is wrong with anything else.
    return text;
  }
};

const readField = (text: string, type: FaultForm["fields"][number]["type"]): unknown => {
  if (type === "json") return readJson(text);
  return isNumber(text) ? Number(text) : text;
};

/** What was entered, as the server takes it; boxes that are empty are left out. */
export const readFaultEntry = (state: FaultEntryState, form: FaultForm): Record<string, unknown> => {
  const { kind, server, method, path, times, isServed, facts } = state;
  const filled = form.fields.flatMap(({ key, type, choices }) => {
    const text = facts[key] ?? String(choices?.[0] ?? "");
    return text === "" ? [] : [[key, readField(text, type)] as const];
  });
  const match = { ...(method !== "" && { method }), ...(path !== "" && { path }) };
  return {
    ...{ kind, server },
    ...Object.fromEntries(filled),
    ...(times !== "" && { times: isNumber(times) ? Number(times) : times }),
    ...(isServed && { isServed }),
    ...(Object.keys(match).length > 0 && { match }),
  };
};
