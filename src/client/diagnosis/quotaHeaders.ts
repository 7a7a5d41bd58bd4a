import { headerText, type ResponseHeaders } from "../answer/headers";

const numberIn = (headers: ResponseHeaders, name: string): number | undefined => {
  const text = headerText(headers, name)?.trim();
  return text && /^-?\d+$/.test(text) ? Number(text) : undefined;
};

/** One quota in words; undefined when headers say nothing about it. -1, or a limit of 0, means unknown. */
const unitInWords = (headers: ResponseHeaders, unit: "requests" | "tokens"): string | undefined => {
  const limit = numberIn(headers, `x-ratelimit-limit-${unit}`);
  const remaining = numberIn(headers, `x-ratelimit-remaining-${unit}`);
  if (limit === undefined && remaining === undefined) return undefined;
  const isKnown = (limit ?? 1) > 0 && (remaining ?? 0) >= 0;
  if (!isKnown)
    return `${unit}: unknown (${[limit, remaining].filter((value) => value !== undefined).join(", ")})`;
  if (limit === undefined) return `${unit}: ${remaining} left`;
  return remaining === undefined ? `${unit}: ${limit} at most` : `${unit}: ${remaining} of ${limit} left`;
};

/** What is left of the quotas, by the latest answer that has such headers. */
export const quotaInWords = (answers: readonly ResponseHeaders[]): string => {
  for (const headers of answers.toReversed()) {
    const told = (["requests", "tokens"] as const).flatMap((unit) => unitInWords(headers, unit) ?? []);
    if (told.length > 0) return `Sent: ${told.join(", ")}.`;
  }
  return "None were sent; provisioned deployments, some gateways and the list of models send none.";
};
