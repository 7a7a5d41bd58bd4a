import { waitInHeader } from "./duration";

/** Response headers as Node gives them: lower-case names. */
export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** The value of one header as text, or undefined. */
export const headerText = (headers: ResponseHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
};

/**
 * How long the headers ask the caller to wait, in milliseconds, or undefined when they name no usable time: the
 * largest of `retry-after-ms`, `x-ms-retry-after-ms` and `Retry-After`. 0 and a date in the past name none.
 */
export const serverWaitMs = (headers: ResponseHeaders, nowMs: number): number | undefined => {
  const waits = [
    waitInHeader(headerText(headers, "retry-after-ms"), nowMs, "milliseconds"),
    waitInHeader(headerText(headers, "x-ms-retry-after-ms"), nowMs, "milliseconds"),
    waitInHeader(headerText(headers, "retry-after"), nowMs),
  ].filter((wait) => wait !== undefined);
  return waits.length > 0 ? Math.max(...waits) : undefined;
};

/** The spellings of the headers that tell of a quota; the last is that of the IETF's draft, which gateways use. */
const prefixes = ["x-ratelimit", "x-rate-limit", "ratelimit"];

const unitHeader = (headers: ResponseHeaders, what: string, unit: string): string | undefined => {
  const ending = unit === "" ? what : `${what}-${unit}`;
  return prefixes
    .map((prefix) => headerText(headers, `${prefix}-${ending}`))
    .find(Boolean)
    ?.trim();
};

/**
 * When a refused quota is full again, by `x-ratelimit-reset-*`, in milliseconds from now: durations of OpenAI, plain
 * seconds of Azure, moments of gateways. Of a unit with something left it says nothing; the units of which nothing
 * is left count before those whose rest is unknown.
 */
export const resetWaitMs = (headers: ResponseHeaders, nowMs: number): number | undefined => {
  const units = ["requests", "tokens", ""].map((unit) => ({
    waitMs: waitInHeader(unitHeader(headers, "reset", unit), nowMs),
    remaining: unitHeader(headers, "remaining", unit),
  }));
  const usedUp = units.filter(({ remaining }) => remaining === "0");
  // -1 stands for a rest that is not known.
  const unknown = units.filter(({ remaining }) => remaining === undefined || !/^\d/.test(remaining));
  for (const group of [usedUp, unknown]) {
    const waits = group.flatMap(({ waitMs }) => waitMs ?? []);
    if (waits.length > 0) return Math.max(...waits);
  }
  return undefined;
};
