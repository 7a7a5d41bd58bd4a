import { contentFilterShape } from "../../output/contentFilter";
import { fallbackShape } from "../../output/fallback";
import { itemError, itemErrorShape } from "../../output/itemError";
import { described, flag, number, type Of, objectOf, optionally, text } from "../../output/shape";
import { usageSumShape } from "../../output/usage";
import type { RecordOutcome } from "./askRecords";

/** Properties of every record's result. */
export const recordResultProperties = {
  index: number("Place of the record in the list, from 0"),
  status: text<"succeeded" | "failed">("succeeded or failed"),
  error: itemErrorShape,
  attempts: number("How often the record was sent; a refusal for rate costs no retry"),
  durationMs: number("Milliseconds from its first sending to its end"),
  usage: described("The tokens of all its answers", usageSumShape),
  wasRepaired: flag("True when a first answer was not in its form"),
  contentFilter: contentFilterShape,
  fallback: optionally(fallbackShape),
};

const recordResultShape = objectOf(recordResultProperties);

/** The common part of records' results. */
export type RecordResult = Of<typeof recordResultShape>;

/** The common part of a result; undefined when there was no time for the record. */
export const recordResult = (
  index: number,
  { settled, usage, wasRepaired, contentFilter, fallback }: RecordOutcome,
): RecordResult | undefined =>
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
