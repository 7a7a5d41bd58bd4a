import { waitInHeader as h, waitInSentence as s } from "../../src/client/duration";

const now = Date.parse("2026-11-21T09:00:00Z");
it.each<[string, number | undefined]>([
  ["Please try again in 7m12s. Visit https://platform.openai.com/account/rate-limits", 432000],
  ["try again in 1h2m3s", 3723000],
  ["Please try again in 114h18m0s.", 411480000],
  ["retry after 1d2h", 93600000],
  ["Please retry after 2 minutes", 120000],
  ["retry after 24 hours", 86400000],
  ["after 45 secs, try again", 45000],
  ["Quota will be replenished in 00:05:00.", 300000],
  ["Please wait 60 seconds before retrying", 60000],
  ["retry after 1 minute and 20 seconds", 80000],
  ["TRY AGAIN IN 3 MINUTES", 180000],
  ["Try again in 820ms", 820],
  ["in 17.28s try again", 17280],
  ["Please wait 3,600 seconds", 3600000],
  ["Please try again in 20s, or wait 2 minutes.", 120000],
  ["Limit 3 requests per 60 seconds. Please try again later.", undefined],
  ["Requests exceeded in 60 seconds. Please try again later", undefined],
  ["Please retry after 0 seconds", undefined],
  ["retry after -5 seconds", undefined],
  ["Retry-After: 30", 30000],
  ["retry after 24.", 24000],
  ["Try again in PT1H30M", 5400000],
  ["please try again in an hour", 3600000],
  ["retry after 1.02:00:00", 93600000],
  ["Try again at 2026-11-21 09:05:00", undefined],
  ["The upstream waited 30 seconds for an answer.", undefined],
  ["Please try again in 99999999999999 hours", 31 * 86400000],
  ['retryDelay: "34.07s"', 34070],
  ["Please try again in 1m26.4s.", 86400],
  ["try again in 30 second(s)", 30000],
  ["Rate limit is exceeded. Try again in 5 seconds.", 5000],
  ["Rate limit: 5 requests per 10 s; wait at least 30-40 seconds", 40000],
])("%s", (t, w) => {
  expect(s(t)).toBe(w);
});
it.each<[string, number | undefined]>([
  ["6m0s", 360000],
  ["60s", 60000],
  ["5 s", 5000],
  ["1,000", 1000000],
  ["5, 7", 7000],
  ["-1", undefined],
  ["1e3", undefined],
  ["0x10", undefined],
  ["soon 12", undefined],
  ["2026-11-21T09:00:30Z", 30000],
  ["2026-11-21T10:00:30+01:00", 30000],
  ["1795251600", undefined],
  ["99999999999999", 31 * 86400000],
  ["9".repeat(280), 31 * 86400000],
  ["55", 55000],
  ["Sat, 21 Nov 2026 09:00:30 GMT", 30000],
  ["may 5", undefined],
  ["1ms", 1],
])("%s", (t, w) => {
  expect(h(t, now)).toBe(w);
});
it.each(["1,1", "1m", "7m12s ", "wait ", "retry in 1 ", " ", "9", "1:", "1.1", "PT1H", "in a minute "])(
  "linear %s",
  (c) => {
    const t = Date.now();
    s(c.repeat(200000));
    h(c.repeat(200000), now);
    expect(Date.now() - t).toBeLessThan(300);
  },
);
