import type { FormInput } from "../../wire/formInput";
import type { RunProblem } from "../../wire/run";

/** Facts of an error that a page shows beside its message. */
const factNames = ["kind", "status", "code", "requestId", "attempts", "retryAfterMs"];

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

/** What was thrown when it can be looked at; a getter, or a text that can't be made, throws again. */
const readable = (error: unknown): { message: string; thrown: Record<string, unknown> } => {
  try {
    const thrown = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
    const known = Object.fromEntries([...factNames, "field"].map((name) => [name, thrown[name]]));
    return { message: messageIn(error, thrown), thrown: known };
  } catch {
    return { message: "The step threw something that can't be read.", thrown: {} };
  }
};

/** What a step threw, for a page: its message without secrets, its facts, and the box that it names. */
export const problemOf = (
  error: unknown,
  inputs: readonly FormInput[],
  redact: (text: string) => string,
): RunProblem => {
  const { message: whole, thrown } = readable(error);
  const message = redact(whole).slice(0, mostCharacters);
  const facts: Record<string, string | number | boolean> = {};
  for (const name of factNames) {
    const fact = thrown[name];
    if (typeof fact === "string") facts[name] = redact(fact.slice(0, 500));
    else if (typeof fact === "number" || typeof fact === "boolean") facts[name] = fact;
  }
  const field = thrown["field"];
  const input = typeof field === "string" ? pathTo(inputs, field) : undefined;
  return {
    message: message === "" ? "The step failed without a word." : message,
    ...(input && { input }),
    ...(Object.keys(facts).length > 0 && { facts }),
  };
};
