/** Response headers as Node gives them: lower-case names. */
export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** The value of one header as text, or undefined. */
export const headerText = (headers: ResponseHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
};

const nonNegativeNumber = /^\d+(\.\d+)?$/;

const parseNumber = (text: string | undefined): number | undefined => {
  const trimmed = text?.trim();
  return trimmed && nonNegativeNumber.test(trimmed) ? Number(trimmed) : undefined;
};

/** The three forms of an HTTP date (RFC 9110, section 5.6.7); the last of them lacks its zone, which is GMT. */
const httpDates = [
  /^[a-z]{3}, \d{2} [a-z]{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/i,
  /^[a-z]+, \d{2}-[a-z]{3}-\d{2} \d{2}:\d{2}:\d{2} GMT$/i,
  /^[a-z]{3} [a-z]{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/i,
];

const parseHttpDate = (text: string | undefined): number | undefined => {
  const trimmed = text?.trim() ?? "";
  if (!httpDates.some((form) => form.test(trimmed))) return undefined;
  const parsed = Date.parse(trimmed.endsWith("GMT") ? trimmed : `${trimmed} GMT`);
  return Number.isNaN(parsed) ? undefined : parsed;
};

/**
 * How long the service asks the caller to wait, in milliseconds, or undefined when it names no usable time.
 * `retry-after-ms` is preferred to `x-ms-retry-after-ms`, and that to `Retry-After` (seconds or an HTTP date;
 * a date in the past means now). A malformed header is passed over for the next one.
 */
export const serverWaitMs = (headers: ResponseHeaders, nowMs: number): number | undefined => {
  for (const name of ["retry-after-ms", "x-ms-retry-after-ms"]) {
    const milliseconds = parseNumber(headerText(headers, name));
    if (milliseconds !== undefined) return milliseconds;
  }
  const retryAfter = headerText(headers, "retry-after");
  const seconds = parseNumber(retryAfter);
  if (seconds !== undefined) return seconds * 1000;
  const dateMs = parseHttpDate(retryAfter);
  return dateMs === undefined ? undefined : Math.max(0, dateMs - nowMs);
};
