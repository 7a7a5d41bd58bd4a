import { quotaReadings, refusedUnit } from "../../src/pacing/quotaHeaders";

const headers = (limit: string, remaining: string) => ({
  "x-ratelimit-limit-requests": limit,
  "x-ratelimit-remaining-requests": remaining,
});

it.each([
  [headers("900", "12"), { requests: { limit: 900, remaining: 12 } }],
  [headers("900", "0"), { requests: { limit: 900, remaining: 0 } }],
  [headers("0", "0"), {}],
  [headers("-1", "-1"), {}],
  [headers("900", "-1"), {}],
  [headers("many", "12"), {}],
  [{}, {}],
])("the headers %j say %j", (given, readings) => {
  expect(quotaReadings(given)).toEqual(readings);
});

it.each([
  [
    "Requests to the ChatCompletions Operation have exceeded token rate limit of your pricing tier.",
    "tokens",
  ],
  ["Token limit is exceeded. Try again in 30 seconds.", "tokens"],
  ["Rate limit reached on tokens per min (TPM): Limit 10000.", "tokens"],
  ["Rate limit reached on requests per min (RPM): Limit 3.", "requests"],
  ["Requests have exceeded call rate limit of your pricing tier.", "requests"],
  ["Too many requests.", undefined],
  ["Limits: 10 requests per minute, 1000 tokens per minute.", undefined],
])("%j names %s", (sentence, unit) => {
  expect(refusedUnit(sentence)).toBe(unit);
});
