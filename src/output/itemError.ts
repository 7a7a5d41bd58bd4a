import { isOwnError, readableError } from "../client/errors/errors";
import { filterFindingsShape } from "./contentFilter";
import { described, number, type Of, objectOf, optionally, orNull, text } from "./shape";

/** Shape of an item's error: its message and its facts. */
const errorShape = objectOf({
  message: text(),
  kind: optionally(text()),
  status: optionally(number()),
  code: optionally(text()),
  requestId: optionally(text()),
  attempts: optionally(number()),
  retryAfterMs: optionally(number()),
  filterFindings: optionally(
    described("What the content filter found, where it refused", filterFindingsShape),
  ),
  partialText: optionally(text("What came before a stream broke off")),
});

/** The same for items with or without an error: null where there is none. */
export const itemErrorShape = orNull(
  described(
    "Why there is no answer: message, and the facts of an error; null where there is one",
    errorShape,
  ),
);

/** An item's error: its message and its facts. */
export type ItemError = Of<typeof errorShape>;

/** Makes the error of an item from what was thrown. */
export const itemError = (thrown: unknown): ItemError => {
  const error = readableError(thrown);
  if (!isOwnError(error)) return { message: error.message };
  const { message, kind, status, code, requestId, attempts, retryAfterMs, partialText, filterFindings } =
    error;
  const told = { kind, status, code, requestId, attempts, retryAfterMs, partialText, filterFindings };
  const facts = Object.entries(told);
  return { message, ...Object.fromEntries(facts.filter(([, value]) => value !== undefined)) };
};

/** What an item used that was refused, where the refusal says it, and so was paid for; undefined for any other item. */
export const usageOfRefused = (
  item: { status: "succeeded" } | { status: "failed"; error: unknown } | undefined,
): Record<string, number> | undefined =>
  item?.status === "failed" && isOwnError(item.error) ? item.error.usage : undefined;
