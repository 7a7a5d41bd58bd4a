import { isOwnError, readableError } from "../client/errors/errors";
import { described, number, type Of, objectOf, optionally, orNull, text } from "./shape";

/** Why one item of many has no answer: the error's message and its facts. */
const errorShape = objectOf({
  message: text(),
  kind: optionally(text()),
  status: optionally(number()),
  code: optionally(text()),
  requestId: optionally(text()),
  attempts: optionally(number()),
  retryAfterMs: optionally(number()),
});

/** Why one item of many has no answer; null where it has one. */
export const itemErrorShape = orNull(
  described(
    "Why there is no answer: message, and the facts of an error; null where there is one",
    errorShape,
  ),
);

/** The error's message and its facts. */
export type ItemError = Of<typeof errorShape>;

/** An error as it stands beside the item that met it. */
export const itemError = (thrown: unknown): ItemError => {
  const error = readableError(thrown);
  if (!isOwnError(error)) return { message: error.message };
  const { message, kind, status, code, requestId, attempts, retryAfterMs } = error;
  const facts = Object.entries({ kind, status, code, requestId, attempts, retryAfterMs });
  return { message, ...Object.fromEntries(facts.filter(([, value]) => value !== undefined)) };
};
