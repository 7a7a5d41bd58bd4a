import type { Model, ModelSku } from "../../output/model";
import { unixSeconds } from "../../output/unixSeconds";
import { textIn } from "../../text/answerFields";

const dayMs = 86_400_000;

/** A retirement that is nearer than this is warned of. */
export const nearDays = 60;

/** A time as an ISO text; null for what is not one. */
export const timeIn = (value: unknown): string | null => {
  // A year by itself is a date, and no second of 1970.
  const isYear = typeof value === "string" && /^\s*\d{4}\s*$/.test(value);
  const seconds = unixSeconds(isYear ? `${value.trim()}-01-01` : value);
  return seconds === undefined ? null : new Date(seconds * 1000).toISOString();
};

/** The end of the last kind of deployment, where each of them has one. */
const lastEnd = (skus: readonly ModelSku[]): string | null => {
  const ends = skus.flatMap(({ retiresAt }) => retiresAt ?? []).toSorted();
  return ends.length > 0 && ends.length === skus.length ? (ends.at(-1) ?? null) : null;
};

/** When calls and training end: by the model, or by the last of its kinds of deployments. */
export const retirementOf = (
  { inference, fineTune, fine_tune: fineTuneOfService, deprecationStatus }: Readonly<Record<string, unknown>>,
  skus: readonly ModelSku[],
  nowMs: number,
): Model["retirement"] => {
  const end = timeIn(inference) ?? lastEnd(skus);
  const leftMs = end === null ? undefined : Date.parse(end) - nowMs;
  return {
    inference: end,
    fineTuning: timeIn(fineTune) ?? timeIn(fineTuneOfService),
    status: textIn(deprecationStatus)?.toLowerCase() ?? null,
    daysLeft: leftMs === undefined ? null : Math.floor(leftMs / dayMs),
    isRetired: leftMs !== undefined && leftMs <= 0,
  };
};
