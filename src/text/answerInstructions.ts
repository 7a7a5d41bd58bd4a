import type { JsonSchema } from "./schemaPlaces";

/** Tells a model the form of its answer where the service doesn't. */
export const formInstructions = (schema: JsonSchema): string =>
  `Answer with one JSON object and nothing else, without a code fence. It has to match this JSON schema: ${JSON.stringify(schema)}`;

/** Asks for an answer again, after one that was not in its form. */
export const repairRequest = (violations: readonly string[]): string =>
  [
    "This answer does not have the form that was asked for:",
    ...violations.map((violation) => `- ${violation}`),
    "Answer again with the whole JSON object alone, and change only what is wrong.",
  ].join("\n");
