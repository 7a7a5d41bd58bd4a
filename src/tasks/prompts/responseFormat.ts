import type { Client } from "../../client/createClient";
import type { AnswerSchema } from "../../text/answerSchema";

/** The field of a chat request that makes the service enforce a schema. */
export const schemaFormat = ({ sent, isStrict }: AnswerSchema) => ({
  type: "json_schema" as const,
  json_schema: { name: "answer", strict: isStrict, schema: sent as Record<string, unknown> },
});

/** Logs that the service can't enforce a schema, why, and the consequence. */
export const tellUnenforced = (
  { logger, action }: Pick<Client, "logger" | "action">,
  { unenforced }: AnswerSchema,
  consequence: string,
): void => {
  if (unenforced === undefined) return;
  logger.info(`${action}: the service can't enforce the answer schema, since ${unenforced}. ${consequence}`);
};
