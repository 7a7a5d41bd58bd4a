import fc from "fast-check";
import { longestWaitMs, waitInSentence } from "../../src/client/answer/duration";

const nowMs = Date.parse("2026-11-26T23:59:00Z");
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe("a sentence that names a wait", () => {
  it.each<[sentence: string, waitMs: number]>([
    [
      "Rate limit reached. Please try again in 7m12s. Visit https://platform.openai.com.",
      7 * minute + 12 * second,
    ],
    ["Please retry after approx. 20 seconds", 20 * 1000],
    [
      "Requests for action 'a/read' exceeded the limit of '50' for time interval '00:05:00'. Please try again after '372' seconds.",
      372 * second,
    ],
    ["Too many requests. Please try again after '6' minutes.", 6 * minute],
    ["Please try again in 1h2m3s.", hour + 2 * minute + 3 * second],
    ["Please try again in 114h18m0s.", 114 * hour + 18 * minute],
    ["Please try again in 1m26.4s.", minute + 26_400],
    ["Please try again in 17.28s.", 17_280],
    ["Please try again in 17,28s.", 17_280],
    ["Please try again in 820ms.", 820],
    ["Please try again in 6M0S.", 6 * minute],
    ["Try again in 250 milliseconds", 250],
    ["Try again in 40 msecs", 40],
    ["Please retry after 1d2h0m0s", day + 2 * hour],
    ["Please retry after 2 minutes.", 2 * minute],
    ["Please retry after 2 minutes, 3 minutes after that the limit is lifted.", 2 * minute],
    ["PLEASE RETRY AFTER 24 HOURS", day],
    ["Retry after 1 day.", day],
    ["Retry after 3 days.", 3 * day],
    ["Retry in 45 secs", 45 * second],
    ["Retry in 1 min", minute],
    ["Retry in 2 hrs", 2 * hour],
    ["Try again in 30 second(s).", 30 * second],
    ["Quota will be replenished in 02:00:00.", 2 * hour],
    ["Retry after 00:05:00", 5 * minute],
    ["Quota resets in 1.02:00:00", day + 2 * hour],
    ["Please wait 60 seconds before retrying.", minute],
    ["Please wait at least 3,600 seconds.", hour],
    ["Wait 30-40 seconds and try again.", 40 * second],
    ["Please observe a 30-second cool-down.", 30 * second],
    ["retry after 1 minute and 20 seconds", 80 * second],
    ["retry after 1 hour, 5 minutes, and 2 seconds", hour + 5 * minute + 2 * second],
    ["After 30 seconds, try again.", 30 * second],
    ["Please in 5 minutes retry.", 5 * minute],
    ["Available again in 3 minutes.", 3 * minute],
    ["Try again in PT1H30M", 90 * minute],
    ["Please try again in an hour.", hour],
    ["Retry-After: 30", 30 * second],
    ["please retry after 24.", 24 * second],
    ['{"retryDelay": "34.07s"}', 34_070],
    ["Try again in 20s, or wait 2 minutes to be sure.", 2 * minute],
    ["Limit 3 requests per 60 seconds. Please wait 20 seconds.", 20 * second],
    ["The quota is renewed in 2 weeks.", 14 * day],
    ["Try again in a week.", 7 * day],
    ["Please wait 1 week and 2 days.", 9 * day],
    ["It resets in 1 month.", 30 * day],
    ["Retry after PT2M.", 2 * minute],
    ["Retry after P1W.", 7 * day],
    ["Rate limit resets at 2026-11-27T00:00:00Z", minute],
    ["Rate limit resets at 2026-11-27T00:00:00.500Z.", minute + 500],
    ["Try again after 2026-11-27 01:00:30 +01:00.", 90 * second],
    ["Access resumes on 2026-11-27 at 00:00 UTC.", minute],
    ["You are blocked until 2026-11-27 00:02:00.", 3 * minute],
    ["Retry-After: Fri, 27 Nov 2026 00:00:00 GMT", minute],
    ["The limit resets at 1795737600.", minute],
    ["reset: 1795737600000", minute],
  ])("%s", (sentence, waitMs) => {
    expect(waitInSentence(sentence, nowMs)).toBe(waitMs);
  });

  it.each(["99999999999999 hours", `${"9".repeat(30)} days`, "32 days"])("%s are bounded", (duration) => {
    expect(waitInSentence(`Please try again in ${duration}.`, nowMs)).toBe(longestWaitMs);
  });

  it("in any mix of units is read as it is meant", () => {
    const parts = fc.tuple(fc.nat(5), fc.nat(23), fc.nat(59), fc.nat(59));
    const property = fc.property(parts, ([days, hours, minutes, seconds]) => {
      const waitMs = days * day + hours * hour + minutes * minute + seconds * second;
      const written = `${days}d${hours}h${minutes}m${seconds}s`;
      const inWords = `${days} days, ${hours} hours, ${minutes} minutes and ${seconds} seconds`;
      const expected = waitMs === 0 ? undefined : waitMs;
      expect(waitInSentence(`Try again in ${written}.`, nowMs)).toBe(expected);
      expect(waitInSentence(`Please wait ${inWords}.`, nowMs)).toBe(expected);
    });
    fc.assert(property, { seed: 20261125, numRuns: 300 });
  });
});

describe("a sentence that names none", () => {
  it.each([
    "Try again later.",
    "Please retry after 0 seconds.",
    "Please try again in 0h0m0s.",
    "Please retry after -5 seconds.",
    "You used 20 seconds of audio.",
    "Limit 3 requests per 60 seconds. Please try again later.",
    "You sent 100 requests in 60 seconds. Please try again later.",
    "The upstream waited 30 seconds for an answer.",
    "Retried 3 times in 10 seconds.",
    "Try again at 2026-11-21 09:05:00.",
    "Try again with less than 5 M tokens.",
    "The limit was reached at 2026-11-27T00:00:00Z. Try again later.",
    "Retry with API version 2027-11-27-preview.",
    "Try again at 2026-13-45T00:00:00Z.",
    "Try again after 2026-11-26T00:00:00Z.",
    "Try gpt-4s again.",
    "",
  ])("%j", (sentence) => {
    expect(waitInSentence(sentence, nowMs)).toBeUndefined();
  });
});
