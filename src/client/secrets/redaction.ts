import { Memory } from "../../text/Memory";
import { headerText, type ResponseHeaders } from "../answer/headers";
import type { Credential } from "../identity/credential";
import { SecretFinder } from "./SecretFinder";
import { patternsOf, type Search } from "./secretPatterns";

/** Takes the secrets it was made for out of a text. */
export type Redactor = (text: string) => string;

/** What stands in the place of a secret. */
export const redacted = "[redacted]";

/** A shorter "secret" would be found in ordinary words. */
const shortestSecret = 6;

/** So much of a secret's beginning tells too much, and is longer than the words that it may begin with. */
const known: Search = { shortest: shortestSecret, countsFrom: 16, pieces: "mixed", isEncoded: true };

/** A text that only may be a secret often begins like ordinary ones. */
const suspected: Search = { shortest: shortestSecret, countsFrom: 24, pieces: "none", isEncoded: false };

/** Redactors are made for every error and log line. */
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
 * A redactor for errors and log lines: in every spelling of JSON, URLs and HTML, in Base64,
 * in hexadecimal digits and in either case,
 * whole or cut off.
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

/** A redactor for what is told of a connection's calls. */
export const redactorFor = ({ secrets, suspects }: Pick<Credential, "secrets" | "suspects">): Redactor =>
  createRedactor(secrets(), suspects);

/** A text without what looks like a JSON Web Token, should an answer repeat one that is not the connection's. */
export const withoutWebTokens: Redactor = (text) =>
  text.replace(/[\w.-]+/g, (run) => {
    const start = run.indexOf("eyJ");
    const isToken = start >= 0 && run.slice(start).split(".", 3).length === 3;
    return isToken ? `${run.slice(0, start)}${redacted}` : run;
  });

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
      return [lowerName, loggableHeaders.has(lowerName) ? (headerText(headers, name) ?? "") : redacted];
    }),
  );

/** A URL that may be logged: without user information, the values of unknown query parameters replaced. */
export const urlForLog = (url: URL): string => {
  const query = [...url.searchParams].map(
    ([name, value]) => `${name}=${loggableQuery.has(name) ? value : redacted}`,
  );
  return `${url.origin}${url.pathname}${query.length > 0 ? `?${query.join("&")}` : ""}`;
};
