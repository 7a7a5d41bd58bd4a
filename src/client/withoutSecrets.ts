import { AnswerSecrets, markRanges } from "./AnswerSecrets";
import type { ResponseHeaders } from "./retryTiming";
import { mergeRanges, type Range } from "./SecretFinder";
import type { WireResponse } from "./wireResponse";

/** So much of a body is looked at in one go. */
const windowBytes = 262_144;

/** Where the secrets stand in a body of any size, which is looked at piece by piece. */
const rangesIn = (body: Buffer, secrets: AnswerSecrets): Range[] => {
  const step = Math.max(windowBytes, secrets.longestOccurrence);
  const ranges: Range[] = [];
  for (let start = 0; start < body.length; start += step) {
    const found = secrets.find(body.subarray(start, start + step + secrets.longestOccurrence));
    for (const range of found) ranges.push({ start: start + range.start, end: start + range.end });
  }
  return mergeRanges(ranges);
};

const cleanText = (value: string, secrets: AnswerSecrets): string => {
  const bytes = Buffer.from(value, "latin1");
  const ranges = secrets.find(bytes);
  return ranges.length === 0 ? value : markRanges(bytes, ranges).toString("latin1");
};

/** Node reads the bytes of headers as Latin-1. */
const cleanHeaders = (headers: ResponseHeaders, secrets: AnswerSecrets): ResponseHeaders => {
  const text = Object.values(headers).join("\n");
  if (secrets.find(Buffer.from(text, "latin1")).length === 0) return headers;
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === "string" ? cleanText(value, secrets) : value?.map((each) => cleanText(each, secrets)),
    ]),
  );
};

/**
 * A response without the credential, should the service or a proxy echo it: nothing made from it (an output, an
 * error, a log line) can show it then. A response that echoes nothing is handed on as it is; the body of another
 * one is changed in its place.
 */
export const withoutSecrets = (response: WireResponse, secrets: readonly string[]): WireResponse => {
  const echoed = new AnswerSecrets(secrets);
  if (echoed.isEmpty) return response;
  const headers = cleanHeaders(response.headers, echoed);
  const body = markRanges(response.body, rangesIn(response.body, echoed));
  return headers === response.headers && body === response.body
    ? response
    : { status: response.status, headers, body };
};
