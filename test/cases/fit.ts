import { type Schema, Validator } from "@cfworker/json-schema";
import { loadCase } from "../../local/cases/loadCase";
import type { EnteredForm } from "../../local/cases/stepCase";
import { actions } from "../../src/actions";
import type { Part } from "./parts";

type JsonObject = Record<string, unknown>;

/** An output schema as it is published. */
export interface PublishedSchema {
  type?: string;
  properties?: Record<string, unknown>;
}

/** What an action says of its output; where it has branches, of the output of any of them. */
export const schemaOf = ({ key, outputSchema }: Part): PublishedSchema => {
  if (outputSchema?.schema !== undefined) return JSON.parse(outputSchema.schema) as PublishedSchema;
  const declared = (actions as unknown as Record<string, { output?: { schema: PublishedSchema } }>)[key];
  if (!declared?.output) throw new Error(`${key} declares no output.`);
  return declared.output.schema;
};

/** The data that an action shows as an example. */
export const exampleOf = ({ examplePayload }: Part): unknown => examplePayload?.["data"];

/** The properties that every answer has: only a step with fallbacks tells of them. */
export const promisedBy = (part: Part): string[] =>
  Object.keys(schemaOf(part).properties ?? {}).filter((name) => name !== "fallback");

/** Where a value is not as a schema says. */
export const contradictions = (schema: object, value: unknown): string[] =>
  new Validator(schema as Schema, "2020-12", false)
    .validate(value)
    .errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);

const namesIn = (value: unknown): string[] =>
  typeof value === "object" && value !== null && !Buffer.isBuffer(value) ? Object.keys(value) : [];

/** Of a list of results, the first. */
const firstResultOf = (data: unknown): unknown => (data as { results?: unknown[] } | null)?.results?.[0];

/** True for the output of a step that was given nothing to do one by one. */
const isOfNothing = (data: unknown): boolean =>
  Array.isArray((data as { results?: unknown } | null)?.results) && firstResultOf(data) === undefined;

/** Where an output says which deployment answered. */
export const fallbackPlaceIn = (data: unknown): JsonObject => (firstResultOf(data) ?? data) as JsonObject;

const missing = (what: string, wanted: readonly string[], value: unknown): string[] => {
  const names = namesIn(value);
  return wanted.filter((name) => !names.includes(name)).map((name) => `${what} lacks ${name}`);
};

/**
 * In what an action's answer is other than its declaration says; its form tells whether a fallback is shown. Data that
 * is whatever the service sends promises nothing.
 */
export const unfitness = (part: Part, form: EnteredForm, data: unknown): string[] => {
  const { sometimes = [] } = loadCase("actions", part.key);
  const example = schemaOf(part).type === undefined ? undefined : exampleOf(part);
  const always = (names: readonly string[]): string[] => names.filter((name) => !sometimes.includes(name));
  const hasFallback = "fallback" in Object(fallbackPlaceIn(data));
  return [
    ...contradictions(schemaOf(part), data),
    ...missing("The answer", always(promisedBy(part)), data),
    ...missing("The answer", always(namesIn(example)), data),
    ...(isOfNothing(data)
      ? []
      : missing("The first result", namesIn(firstResultOf(example)), firstResultOf(data))),
    ...(hasFallback === "fallbackModels" in form
      ? []
      : [`fallback is ${hasFallback ? "there" : "missing"}, Fallback Models: ${"fallbackModels" in form}`]),
  ];
};
