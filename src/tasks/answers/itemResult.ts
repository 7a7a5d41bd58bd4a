import { contentFilterShape } from "../../output/contentFilter";
import { fallbackShape } from "../../output/fallback";
import { itemError, itemErrorShape } from "../../output/itemError";
import { described, flag, number, type Of, objectOf, optionally, text } from "../../output/shape";
import { UsageCounter, usageSumShape } from "../../output/usage";
import type { ItemOutcome } from "./askItems";

/**
 * Properties of every item's result.
 * @param item - what an item is called, such as "record"
 */
export const itemResultProperties = (item: string) => ({
  index: number(`Place of the ${item} in the list, from 0`),
  status: text<"succeeded" | "failed">("succeeded or failed"),
  error: itemErrorShape,
  attempts: number(`How often the ${item} was sent; a refusal for rate costs no retry`),
  durationMs: number("Milliseconds from its first sending to its end"),
  usage: described("The tokens of all its answers", usageSumShape),
  wasRepaired: flag("True when a first answer was not in its form"),
  contentFilter: contentFilterShape,
  fallback: optionally(fallbackShape),
});

const itemResultShape = objectOf(itemResultProperties("item"));

/** The common part of items' results. */
export type ItemResult = Of<typeof itemResultShape>;

/** The common part of a result; undefined when there was no time for the item. */
export const itemResult = (
  index: number,
  { settled, usage, wasRepaired, contentFilter, fallback }: ItemOutcome,
): ItemResult | undefined =>
  settled && {
    index,
    status: settled.status,
    error: settled.status === "failed" ? itemError(settled.error) : null,
    attempts: settled.attempts,
    durationMs: settled.durationMs,
    usage,
    wasRepaired,
    contentFilter,
    ...(fallback && { fallback }),
  };

/** The common part of the result of an item for which nothing was sent: failed with a message, else succeeded. */
export const unsentResult = (index: number, message?: string): ItemResult => ({
  index,
  status: message === undefined ? "succeeded" : "failed",
  error: message === undefined ? null : { message },
  attempts: 0,
  durationMs: 0,
  usage: new UsageCounter().sum(),
  wasRepaired: false,
  contentFilter: null,
});
