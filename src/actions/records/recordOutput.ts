import { isAzureOpenAIError } from "../../client/errors";
import type { FallbackReport } from "../../client/fallback";
import { answerFormat, answerSchema } from "../../inputs/answerSchema";
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

const otherFormat = `choose json_object or prompt as ${answerFormat.label}`;

/** What to do about a refused form of answers: the schema, the version and the model have different mends. */
const formatAdvice = (message: string): string => {
  if (/invalid schema/i.test(message))
    return `The model is not the reason: change ${answerSchema.label} as the sentence says, or ${otherFormat}, and answers are checked all the same.`;
  if (/api.version/i.test(message))
    return `Enter v1 or a later version as the connection's API Version, or ${otherFormat}.`;
  return `Where the model has no structured output, ${otherFormat}.`;
};

/** The error of a record; a model without structured output is told from a wrong request. */
const recordError = (error: unknown): ItemError => {
  const told = itemError(error);
  const isFormat =
    isAzureOpenAIError(error) &&
    error.status === 400 &&
    /response_format|json_schema|structured output/i.test(`${error.param ?? ""} ${error.message}`);
  if (!isFormat) return told;
  return { ...told, message: `${told.message} ${formatAdvice(error.message)}` };
};

/** The part of a result that an outcome tells; undefined when there was no time for the record. */
export const recordResult = (
  index: number,
  { settled, usage, wasRepaired, fallback }: RecordOutcome,
): RecordResult | undefined =>
  settled && {
    index,
    status: settled.status,
    error: settled.status === "failed" ? recordError(settled.error) : null,
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
