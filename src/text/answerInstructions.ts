import type { JsonSchema } from "./schemaPlaces";

/** Instructions on the form of the answer, for a service that does not enforce it. */
export const formInstructions = (schema: JsonSchema): string =>
  `Answer with one JSON object and nothing else, without a code fence. It has to match this JSON schema: ${JSON.stringify(schema)}`;

/** Asks again for an answer that was not in its form. */
export const repairRequest = (violations: readonly string[]): string =>
  [
    "This answer does not have the form that was asked for:",
    ...violations.map((violation) => `- ${violation}`),
    "Answer again with the whole JSON object alone, and change only what is wrong.",
  ].join("\n");
