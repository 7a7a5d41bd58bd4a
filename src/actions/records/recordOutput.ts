import type { FallbackReport } from "../../client/fallback";
import { fallbackSchema } from "../fallbackOutput";
import { type ItemError, itemError, itemErrorSchema } from "../itemError";
import type { OutputProperty } from "../outputOf";
import { type UsageSum, usageSumSchema } from "../usage";
import type { RecordOutcome } from "./askRecords";

/** What every result of a record has. */
export interface RecordResult {
  /** Place of the record in the list, from 0. */
  index: number;
  status: "succeeded" | "failed";
  error: ItemError | null;
  /** How often the record was sent: a refusal for rate costs no retry. */
  attempts: number;
  /** From its first sending to its end, in milliseconds. */
  durationMs: number;
  /** Tokens of all its answers. */
  usage: UsageSum;
  /** True when the answer was asked for again, since the first one was not in its form. */
  wasRepaired: boolean;
  /** Which deployment answered, where the step has fallbacks. */
  fallback?: FallbackReport;
}

/** The part of a result that an outcome tells; undefined when there was no time for the record. */
export const recordResult = (
  index: number,
  { settled, usage, wasRepaired, fallback }: RecordOutcome,
): RecordResult | undefined =>
  settled && {
    index,
    status: settled.status,
    error: settled.status === "failed" ? itemError(settled.error) : null,
    attempts: settled.attempts,
    durationMs: settled.durationMs,
    usage,
    wasRepaired,
    ...(fallback && { fallback }),
  };

/** Schema of what every result of a record has. */
export const recordResultProperties: Record<string, OutputProperty> = {
  index: { type: "number", description: "Place of the record in the list, from 0" },
  status: { type: "string", description: "succeeded or failed" },
  error: itemErrorSchema,
  attempts: { type: "number", description: "How often the record was sent" },
  durationMs: { type: "number" },
  usage: usageSumSchema,
  wasRepaired: { type: "boolean", description: "true when a first answer was not in its form" },
  fallback: fallbackSchema,
};
