import { headerText, type ResponseHeaders } from "./retryTiming";

/** Takes the secrets it was made for out of a text. */
export type Redactor = (text: string) => string;

/** A shorter "secret" would be found in ordinary words. */
const shortestSecret = 6;

const hex = (character: string): string => character.charCodeAt(0).toString(16).padStart(2, "0");

const literally = (text: string): string => text.replace(/[^a-z0-9]/gi, "\\$&");

/** One character as it is, as JSON escapes it, or as a URL spells it. */
const spellingsOf = (character: string): string => {
  if (/[a-z0-9]/i.test(character)) return `(?:${character}|\\\\u00${hex(character)}|%${hex(character)})`;
  const escaped = literally(JSON.stringify(character).slice(1, -1));
  return `(?:\\\\?${literally(character)}|${escaped}|\\\\u00${hex(character)}|%${hex(character)})`;
};

/** Redactors are made for every error and log line; those of a few credentials are in use at once. */
const made = new Map<string, Redactor>();
const mostMade = 100;

/** The longest part of a secret that no spelling of JSON or URLs has to change. */
const plainPart = (secret: string): string =>
  (secret.match(/[a-z0-9]+/gi) ?? [])
    .reduce((longest, part) => (part.length > longest.length ? part : longest), "")
    .toLowerCase();

const patternOf = (secrets: readonly string[]): RegExp => {
  const longestFirst = [...secrets].sort((left, right) => right.length - left.length);
  return new RegExp(longestFirst.map((secret) => [...secret].map(spellingsOf).join("")).join("|"), "gi");
};

/** The pattern of a token takes a tenth of a second to make: it is made when a text may hold the token. */
const makeRedactor = (secrets: readonly string[]): Redactor => {
  if (secrets.length === 0) return (text) => text;
  const parts = secrets.map(plainPart);
  let pattern: RegExp | undefined;
  return (text) => {
    const lowerText = text.toLowerCase();
    const mayHold = /\\u00|%/.test(text) || parts.some((part) => lowerText.includes(part));
    if (!mayHold) return text;
    pattern ??= patternOf(secrets);
    return text.replace(pattern, "[redacted]");
  };
};

/** A redactor for these secrets, in every spelling of JSON and of URLs. */
export const createRedactor = (secrets: readonly string[]): Redactor => {
  const long = secrets.filter((secret) => secret.length >= shortestSecret);
  const key = long.join("\n");
  const existing = made.get(key);
  if (existing) return existing;
  const oldest = made.keys().next().value;
  if (made.size >= mostMade && oldest !== undefined) made.delete(oldest);
  const redactor = makeRedactor(long);
  made.set(key, redactor);
  return redactor;
};

/** Header names whose values may be logged; every other value is left out. */
const loggableHeaders = new Set([
  "accept",
  "connection",
  "keep-alive",
  "openai-version",
  "apim-request-id",
  "content-length",
  "content-type",
  "date",
  "openai-processing-ms",
  "retry-after",
  "retry-after-ms",
  "user-agent",
  "x-envoy-upstream-service-time",
  "x-ms-client-request-id",
  "x-ms-deployment-name",
  "x-ms-region",
  "x-ms-request-id",
  "x-ms-retry-after-ms",
  "x-ratelimit-limit-requests",
  "x-ratelimit-limit-tokens",
  "x-ratelimit-remaining-requests",
  "x-ratelimit-remaining-tokens",
  "x-ratelimit-reset-requests",
  "x-ratelimit-reset-tokens",
  "x-request-id",
  "x-should-retry",
]);

const loggableQuery = new Set(["after", "api-version", "limit", "order", "purpose"]);

/** The headers that may be logged, the values of all others replaced. */
export const headersForLog = (headers: ResponseHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.keys(headers).map((name) => {
      const lowerName = name.toLowerCase();
      return [lowerName, loggableHeaders.has(lowerName) ? (headerText(headers, name) ?? "") : "[redacted]"];
    }),
  );

/** A URL that may be logged: without user information, the values of unknown query parameters replaced. */
export const urlForLog = (url: URL): string => {
  const query = [...url.searchParams].map(
    ([name, value]) => `${name}=${loggableQuery.has(name) ? value : "[redacted]"}`,
  );
  return `${url.origin}${url.pathname}${query.length > 0 ? `?${query.join("&")}` : ""}`;
};
