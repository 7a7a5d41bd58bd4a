import { headerText, type ResponseHeaders } from "./retryTiming";

/** Takes the secrets it was made for out of a text. */
export type Redactor = (text: string) => string;

/** A shorter "secret" would be found in ordinary words. */
const shortestSecret = 6;

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** A redactor for these secrets, as they are and as a URL or JSON would spell them. */
export const createRedactor = (secrets: readonly string[]): Redactor => {
  const spellings = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < shortestSecret) continue;
    spellings.add(secret);
    spellings.add(encodeURIComponent(secret));
    spellings.add(JSON.stringify(secret).slice(1, -1));
  }
  if (spellings.size === 0) return (text) => text;
  const longestFirst = [...spellings].sort((left, right) => right.length - left.length);
  const pattern = new RegExp(longestFirst.map(literally).join("|"), "gi");
  return (text) => text.replace(pattern, "[redacted]");
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
export const urlForLog = (url: string): string => {
  const parsed = new URL(url);
  const query = [...parsed.searchParams].map(
    ([name, value]) => `${name}=${loggableQuery.has(name) ? value : "[redacted]"}`,
  );
  return `${parsed.origin}${parsed.pathname}${query.length > 0 ? `?${query.join("&")}` : ""}`;
};
