import { Memory } from "../../text/Memory";
import { headerText, type ResponseHeaders } from "../answer/headers";
import type { Credential } from "../identity/credential";
import { SecretFinder } from "./SecretFinder";
import { patternsOf, type Search } from "./secretPatterns";

/** Removes secrets from a text. */
export type Redactor = (text: string) => string;

/** Replaces a secret. */
export const redacted = "[redacted]";

/** Shorter secrets occur in ordinary words. */
const shortestSecret = 6;

/**
 * Search for a secret: 16 characters of its beginning say too much, and are longer than words that it may begin with.
 */
const known: Search = { shortest: shortestSecret, countsFrom: 16, pieces: "mixed", isEncoded: true };

/** Search for a text that may be a secret, which often begins like ordinary texts. */
const suspected: Search = { shortest: shortestSecret, countsFrom: 24, pieces: "none", isEncoded: false };

/** Finders are remembered, because a redactor is made for every error and log line. */
const finders = new Memory<SecretFinder>(4_000_000, ({ sizeBytes }, key) => sizeBytes + 2 * key.length);

const finderOf = (secrets: readonly string[], suspects: readonly string[]): SecretFinder => {
  const make = () =>
    new SecretFinder(
      [
        ...secrets.flatMap((secret) => patternsOf(secret, known)),
        ...suspects.flatMap((suspect) => patternsOf(suspect, suspected)),
      ],
      true,
    );
  return finders.recall(JSON.stringify([secrets, suspects]), make);
};

const withoutRanges = (text: string, finder: SecretFinder): string => {
  const bytes = Buffer.from(text);
  const ranges = finder.find(bytes);
  if (ranges.length === 0) return text;
  const kept = ranges.map(({ start }, index) => bytes.toString("utf8", ranges[index - 1]?.end ?? 0, start));
  return [...kept, bytes.toString("utf8", ranges.at(-1)?.end)].join(redacted);
};

/**
 * Makes a redactor for errors and log lines. It finds secrets, whole or cut off, in every spelling of JSON, URLs and
 * HTML, in Base64, in hexadecimal digits, and in either case.
 * @param suspects - values that may be secrets
 */
export const createRedactor = (secrets: readonly string[], suspects: readonly string[] = []): Redactor => {
  const own = secrets.filter(({ length }) => length >= shortestSecret);
  const others = suspects.filter((suspect) => suspect.length >= shortestSecret && !own.includes(suspect));
  if (own.length === 0 && others.length === 0) return (text) => text;
  let finder: SecretFinder | undefined;
  return (text) => {
    finder ??= finderOf(own, others);
    return withoutRanges(text, finder);
  };
};

/** The redactor for errors and logs of a connection's calls. */
export const redactorFor = ({ secrets, suspects }: Pick<Credential, "secrets" | "suspects">): Redactor =>
  createRedactor(secrets(), suspects);

/** Removes what looks like a JSON Web Token: an answer may repeat one that is not the connection's. */
export const withoutWebTokens: Redactor = (text) =>
  text.replace(/[\w.-]+/g, (run) => {
    const start = run.indexOf("eyJ");
    const isToken = start >= 0 && run.slice(start).split(".", 3).length === 3;
    return isToken ? `${run.slice(0, start)}${redacted}` : run;
  });

/** Headers whose values may be logged. All other values are left out. */
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

/** Headers for the log, with values that may not be logged replaced. */
export const headersForLog = (headers: ResponseHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.keys(headers).map((name) => {
      const lowerName = name.toLowerCase();
      return [lowerName, loggableHeaders.has(lowerName) ? (headerText(headers, name) ?? "") : redacted];
    }),
  );

/** A URL for the log: without user information, and with values of unknown query parameters replaced. */
export const urlForLog = (url: URL): string => {
  const query = [...url.searchParams].map(
    ([name, value]) => `${name}=${loggableQuery.has(name) ? value : redacted}`,
  );
  return `${url.origin}${url.pathname}${query.length > 0 ? `?${query.join("&")}` : ""}`;
};
