import type { AskedStep } from "../../wire/entered";
import type { FormInput } from "../../wire/formInput";
import type { RunProblem } from "../../wire/run";

/** Facts of an error that a page shows beside its message. */
const factNames = ["kind", "status", "code", "requestId", "attempts", "retryAfterMs"];

/** Labels of one error that are looked for. */
const mostLabels = 5;

/** A label without the unit after it, which errors leave out. */
const bare = (label: string): string => label.replace(/ \([^()]*\)$/, "");

const pathTo = (inputs: readonly FormInput[], label: string): string[] | undefined => {
  for (const { key, label: own, inputs: members } of inputs) {
    if (own === label || bare(own) === label) return [key];
    const inside = members && pathTo(members, label);
    if (inside) return [key, ...inside];
  }
  return undefined;
};

/** Longer messages are cut, in characters: a run is told often. */
const mostCharacters = 20_000;

const messageIn = (error: unknown, thrown: Record<string, unknown>): string =>
  typeof thrown["message"] === "string" ? thrown["message"] : String(error);

interface ReadError {
  message: string;
  thrown: Record<string, unknown>;
  /** True for an error of the connection or of the way to it. */
  isConnections: boolean;
}

/** What was thrown when it can be looked at; a getter, or a text that can't be made, throws again. */
const readable = (error: unknown): ReadError => {
  try {
    const thrown = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
    const known = Object.fromEntries([...factNames, "field"].map((name) => [name, thrown[name]]));
    const isConnections = "connection" in thrown || thrown["kind"] === "network";
    return { message: messageIn(error, thrown), thrown: known, isConnections };
  } catch {
    return { message: "The step threw something that can't be read.", thrown: {}, isConnections: false };
  }
};

/** The box of a label, or the first of several that an error names, such as "Text and Texts". */
const namedBox = (inputs: readonly FormInput[], field: string): string[] | undefined => {
  for (const label of [field, ...field.split(/, | and /, mostLabels)]) {
    const path = pathTo(inputs, label);
    if (path) return path;
  }
  return undefined;
};

/** The connection of a step, as far as there is only one. */
const onlyConnection = (connections: AskedStep["connections"]): string | undefined => {
  const [id, ...others] = new Set(Object.values(connections));
  return others.length === 0 ? id : undefined;
};

/** What a step threw, for a page: its message without secrets, its facts, and the box or the connection that it names. */
export const problemOf = (
  error: unknown,
  inputs: readonly FormInput[],
  redact: (text: string) => string,
  connections: AskedStep["connections"] = {},
): RunProblem => {
  const { message: whole, thrown, isConnections } = readable(error);
  const message = redact(whole).slice(0, mostCharacters);
  const facts: Record<string, string | number | boolean> = {};
  for (const name of factNames) {
    const fact = thrown[name];
    if (typeof fact === "string") facts[name] = redact(fact.slice(0, 500));
    else if (typeof fact === "number" || typeof fact === "boolean") facts[name] = fact;
  }
  const field = thrown["field"];
  const input = typeof field === "string" ? namedBox(inputs, field) : undefined;
  const connection = isConnections ? onlyConnection(connections) : undefined;
  return {
    message: message === "" ? "The step failed without a word." : message,
    ...(input && { input }),
    ...(!input && connection !== undefined && { connection }),
    ...(Object.keys(facts).length > 0 && { facts }),
  };
};
