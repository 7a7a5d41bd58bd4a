import { waitInHeader } from "../answer/duration";

import { headerText, type ResponseHeaders } from "../answer/headers";

const waitHeaders: ReadonlyArray<readonly [name: string, unit: "seconds" | "milliseconds"]> = [
  ["retry-after-ms", "milliseconds"],
  ["x-ms-retry-after-ms", "milliseconds"],
  ["x-retry-after-ms", "milliseconds"],
  ["retry-after", "seconds"],
  ["x-retry-after", "seconds"],
  ["x-ms-retry-after", "seconds"],
  ["x-ratelimit-retry-after", "seconds"],
  ["x-rate-limit-retry-after", "seconds"],
];

/**
 * The wait that the headers ask for, in milliseconds: the largest of `retry-after-ms`, `Retry-After` and their
 * variants. Undefined for none, for 0, and for a date in the past.
 */
export const serverWaitMs = (headers: ResponseHeaders, nowMs: number): number | undefined => {
  const waits = waitHeaders.flatMap(
    ([name, unit]) => waitInHeader(headerText(headers, name), nowMs, unit) ?? [],
  );
  return waits.length > 0 ? Math.max(...waits) : undefined;
};

/** What headers say about one quota. */
interface QuotaState {
  remaining?: string | undefined;
  reset?: string | undefined;
  /** The same, always relative to now. */
  resetAfter?: string | undefined;
}

/**
 * Names of such headers: `x-ratelimit-…` of OpenAI and Azure, `ratelimit-…` of the IETF's drafts,
 * `anthropic-ratelimit-…`, and similar ones.
 */
const quotaHeader = /^(?:[a-z]{1,20}-)?rate-?limit-([a-z0-9_-]{1,60})$/;
const quotaWord = /(?:^|-)(reset(?:-after)?|remaining)(?=-|$)/;

/** Quotas with a header for each fact, grouped by unit: requests, input tokens. */
const headedQuotas = (headers: ResponseHeaders): QuotaState[] => {
  const quotas = new Map<string, QuotaState>();
  for (const name of Object.keys(headers)) {
    const facts = quotaHeader.exec(name)?.[1] ?? "";
    const word = quotaWord.exec(facts)?.[1];
    const value = headerText(headers, name)?.trim();
    if (!word || !value) continue;
    const unit = facts.replace(quotaWord, "").replace(/^-/, "");
    const quota = quotas.get(unit) ?? {};
    quotas.set(unit, quota);
    quota[word === "reset-after" ? "resetAfter" : (word as "reset" | "remaining")] = value;
  }
  return [...quotas.values()];
};

const shortNames: ReadonlyMap<string, keyof QuotaState> = new Map(
  Object.entries({
    r: "remaining",
    remaining: "remaining",
    t: "reset",
    reset: "reset",
  }),
);
const longestQuotas = 4000;

/**
 * Quotas listed in one header, as in the IETF's drafts 6 to 10: `limit=60, remaining=0, reset=7`, `"default";r=0;t=7`.
 */
const listedQuotas = (header = ""): QuotaState[] => {
  const quotas: QuotaState[] = [{}];
  for (const part of header
    .slice(0, longestQuotas)
    .replace(/"[^"]*"/g, "")
    .split(/[,;]/)) {
    const [name = "", value] = part.split("=").map((side) => side.trim());
    const key = shortNames.get(name.toLowerCase());
    // A part without a value is a quota's name and begins a new quota; so does a key that the present quota already
    // has.
    if (value === undefined || (key && quotas.at(-1)?.[key] !== undefined)) quotas.push({});
    const quota = quotas.at(-1);
    if (key && value && quota) quota[key] = value;
  }
  return quotas;
};

/**
 * Milliseconds until the refused quota is full again, by `x-ratelimit-reset-*` and similar headers: durations of
 * OpenAI, seconds of Azure, times of gateways. A quota with something left is ignored. Used-up quotas count before
 * those whose rest is unknown.
 */
export const resetWaitMs = (headers: ResponseHeaders, nowMs: number): number | undefined => {
  const listed = ["ratelimit", "x-ratelimit", "x-rate-limit"].flatMap((name) =>
    listedQuotas(headerText(headers, name)),
  );
  const quotas = [...headedQuotas(headers), ...listed].map(({ remaining, reset, resetAfter }) => ({
    waitMs: waitInHeader(resetAfter, nowMs) ?? waitInHeader(reset, nowMs),
    remaining,
  }));
  const usedUp = quotas.filter(({ remaining }) => remaining !== undefined && /^0+(?:\.0+)?$/.test(remaining));
  // -1 means that the rest is unknown.
  const unknown = quotas.filter(({ remaining }) => remaining === undefined || !/^\d/.test(remaining));
  for (const group of [usedUp, unknown]) {
    const waits = group.flatMap(({ waitMs }) => waitMs ?? []);
    if (waits.length > 0) return Math.max(...waits);
  }
  return undefined;
};
