import type { AnswerSchema } from "../text/answerSchema";

/** The part of a chat request that makes the service enforce a schema. */
export const schemaFormat = ({ sent, isStrict }: AnswerSchema) => ({
  type: "json_schema" as const,
  json_schema: { name: "answer", strict: isStrict, schema: sent as Record<string, unknown> },
});
