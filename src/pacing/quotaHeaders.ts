import { headerText, type ResponseHeaders } from "../client/answer/headers";
import type { QuotaReadings, QuotaUnit } from "./quotas";

const numberIn = (headers: ResponseHeaders, name: string): number | undefined => {
  const text = headerText(headers, name)?.trim();
  return text && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
};

/**
 * Reads the `x-ratelimit-*` headers of an answer. A quota is left out where they are absent, as on provisioned
 * deployments, and where the limit is 0 or -1, as some answers have it.
 */
export const quotaReadings = (headers: ResponseHeaders): QuotaReadings => {
  const readings: QuotaReadings = {};
  for (const unit of ["requests", "tokens"] as const) {
    const limit = numberIn(headers, `x-ratelimit-limit-${unit}`);
    const remaining = numberIn(headers, `x-ratelimit-remaining-${unit}`);
    if (limit !== undefined && limit > 0 && remaining !== undefined && remaining >= 0) {
      readings[unit] = { limit, remaining };
    }
  }
  return readings;
};

const tokenWords = /\btokens? (rate|limit|per)|\bTPM\b/i;
const requestWords = /\brequests? (rate|limit|per)|\bcall rate|\bRPM\b/i;

/** The quota that a refusal's sentence names; undefined when it names both or neither. */
export const refusedUnit = (sentence: string): QuotaUnit | undefined => {
  const isTokens = tokenWords.test(sentence);
  if (isTokens === requestWords.test(sentence)) return undefined;
  return isTokens ? "tokens" : "requests";
};
