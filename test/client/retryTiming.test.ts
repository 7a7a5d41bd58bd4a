import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { transformFileSync } from "@swc/core";
import { longestWaitMs } from "../../src/client/answer/duration";
import type { ResponseHeaders } from "../../src/client/answer/headers";
import { resetWaitMs, serverWaitMs } from "../../src/client/retry/retryTiming";

const nowMs = Date.parse("2026-11-21T09:00:00Z");
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe("Retry-After", () => {
  it.each<[value: string | string[], waitMs: number]>([
    ["3", 3 * second],
    ["1.5", 1500],
    [" 2 ", 2 * second],
    ["86400", 24 * hour],
    [["4"], 4 * second],
    ["5, 7", 7 * second],
    ["1,000", 1000 * second],
    ["6m0s", 6 * minute],
    ["60s", minute],
    ["5 s", 5 * second],
    ["250ms", 250],
    ["1h2m3s", hour + 2 * minute + 3 * second],
    ["2 Minutes", 2 * minute],
    ["00:05:00", 5 * minute],
    ["PT30S", 30 * second],
    ["P1DT2H", 26 * hour],
    ["in 5 minutes, 2 tries", 5 * minute],
    ["Sat, 21 Nov 2026 09:00:30 GMT", 30 * second],
    ["Saturday, 21-Nov-26 09:00:30 GMT", 30 * second],
    ["Sat Nov 21 09:00:30 2026", 30 * second],
    ["Sun, 22 Nov 2026 09:00:00 GMT", 24 * hour],
    ["2026-11-21T09:00:30Z", 30 * second],
    ["2026-11-21T11:00:30.5+02:00", 30_500],
    ["2026-11-21 09:00:30", 30 * second],
    [String(nowMs / 1000 + 90), 90 * second],
    [String(nowMs + 1500), 1500],
  ])("%j asks for %d ms", (value, waitMs) => {
    expect(serverWaitMs({ "retry-after": value }, nowMs)).toBe(waitMs);
  });

  it.each([
    "99999999999999",
    "9".repeat(290),
    "900000000",
    "99999999 hours",
    `${"9".repeat(25)} days`,
    "Sat, 21 Nov 9999 09:00:30 GMT",
    "9999-11-21T09:00:30Z",
  ])("%s is bounded, so that it gives a date", (value) => {
    const waitMs = serverWaitMs({ "retry-after": value }, nowMs) ?? Number.NaN;
    expect(waitMs).toBe(longestWaitMs);
    expect(() => new Date(nowMs + waitMs).toISOString()).not.toThrow();
  });
});

const nothing = [
  ...["", " ", "0", "0.0", "0s", "00:00:00", "-1", "-0.5", "-5s", "+5", "1e3", "0x10", "NaN", "Infinity"],
  ...["null", "soon", "tomorrow", "after 5", "soon 12", "may 5", "5 apples", "5 M tokens"],
  ...["Sat, 99 Nov 2026 09:00:30 GMT", "2026-99-21T09:00:30Z", "1000000000"],
  ...["Sun, 01 Nov 2026 09:00:00 GMT", "Sunday, 01-Nov-26 09:00:00 GMT", "Sun Nov  1 09:00:00 2026"],
  ...["Sat, 21 Nov 2026 09:00:00 GMT", "2020-11-21T09:00:30Z"],
];

describe("a header that names no usable time", () => {
  it.each(nothing)("%j is passed over for the next one", (value) => {
    expect(serverWaitMs({ "retry-after": value }, nowMs)).toBeUndefined();
    expect(serverWaitMs({ "retry-after": value, "retry-after-ms": "40" }, nowMs)).toBe(40);
    expect(serverWaitMs({ "x-ms-retry-after-ms": "40", "retry-after": value }, nowMs)).toBe(40);
  });

  it.each(["", "0", "-4", "junk", "1e3"])("in milliseconds, %j is one too", (value) => {
    const headers = { "retry-after-ms": value, "x-ms-retry-after-ms": value };
    expect(serverWaitMs(headers, nowMs)).toBeUndefined();
    expect(serverWaitMs({ ...headers, "retry-after": "2" }, nowMs)).toBe(2000);
  });

  it("no header at all names none", () => {
    expect(serverWaitMs({ "content-type": "application/json" }, nowMs)).toBeUndefined();
  });
});

describe("several headers at once", () => {
  it.each<[headers: ResponseHeaders, waitMs: number]>([
    [{ "retry-after-ms": "12.5" }, 12.5],
    [{ "x-ms-retry-after-ms": " 750 " }, 750],
    [{ "retry-after-ms": "1", "x-ms-retry-after-ms": "2", "retry-after": "3" }, 3000],
    [{ "x-ms-retry-after-ms": "5000", "retry-after": "3" }, 5000],
    [{ "retry-after-ms": "6000", "x-ms-retry-after-ms": "5000", "retry-after": "3" }, 6000],
    [{ "retry-after-ms": "0", "retry-after": "9" }, 9000],
    [{ "retry-after-ms": "9", "retry-after": "0" }, 9],
  ])("%j ask for the largest, %d ms", (headers, waitMs) => {
    expect(serverWaitMs(headers, nowMs)).toBe(waitMs);
  });
});

it("a reset is read without x- in front as well", () => {
  expect(resetWaitMs({ "ratelimit-remaining": "0", "ratelimit-reset": "50" }, nowMs)).toBe(50 * second);
});

describe("x-ratelimit-reset", () => {
  const of = (entries: Record<string, string>) =>
    resetWaitMs(
      Object.fromEntries(Object.entries(entries).map(([name, value]) => [`x-${name}`, value])),
      nowMs,
    );

  it.each<[what: string, headers: Record<string, string>, waitMs: number | undefined]>([
    [
      "OpenAI's duration",
      { "ratelimit-remaining-requests": "0", "ratelimit-reset-requests": "6m0s" },
      6 * minute,
    ],
    ["Azure's seconds", { "ratelimit-reset-tokens": "55" }, 55 * second],
    ["its other spelling", { "rate-limit-reset-tokens": "55" }, 55 * second],
    [
      "both of the other spelling",
      { "rate-limit-remaining-tokens": "9", "rate-limit-reset-tokens": "55" },
      undefined,
    ],
    ["without a unit", { "ratelimit-reset": "30" }, 30 * second],
    ["a date", { "ratelimit-reset-requests": "2026-11-21T09:01:00Z" }, minute],
    ["Unix time", { "ratelimit-reset-requests": String(nowMs / 1000 + 7) }, 7 * second],
    [
      "a unit with something left",
      { "ratelimit-remaining-tokens": "5", "ratelimit-reset-tokens": "6m0s" },
      undefined,
    ],
    ["an unknown rest", { "ratelimit-remaining-tokens": "-1", "ratelimit-reset-tokens": "8" }, 8 * second],
    ["a reset of 0", { "ratelimit-remaining-tokens": "-1", "ratelimit-reset-tokens": "0" }, undefined],
    [
      "the unit that is used up, beside one that is not",
      {
        ...{ "ratelimit-remaining-requests": "59", "ratelimit-reset-requests": "24h" },
        ...{ "ratelimit-remaining-tokens": "0", "ratelimit-reset-tokens": "9s" },
      },
      9 * second,
    ],
    [
      "the unit that is used up, beside one that does not tell",
      {
        "ratelimit-reset-requests": "24h",
        "ratelimit-remaining-tokens": "0",
        "ratelimit-reset-tokens": "9s",
      },
      9 * second,
    ],
    [
      "the later of two that are used up",
      {
        ...{ "ratelimit-remaining-requests": "0", "ratelimit-reset-requests": "1s" },
        ...{ "ratelimit-remaining-tokens": "0", "ratelimit-reset-tokens": "9s" },
      },
      9 * second,
    ],
    ["none", {}, undefined],
  ])("%s", (_what, headers, waitMs) => {
    expect(of(headers)).toBe(waitMs);
  });
});

describe("other spellings of a reset", () => {
  it.each<[headers: ResponseHeaders, waitMs: number | undefined]>([
    [{ ratelimit: "limit=60, remaining=0, reset=7" }, 7 * second],
    [{ ratelimit: "limit=60;remaining=0;reset=7" }, 7 * second],
    [{ RateLimit: "x", ratelimit: " Limit = 60 , Remaining = 0 , Reset = 7 " }, 7 * second],
    [{ ratelimit: "limit=60, remaining=3, reset=7" }, undefined],
    [{ ratelimit: "limit=60, remaining=0, reset=0" }, undefined],
    [{ ratelimit: "limit=60, remaining=0, reset=7, limit=9, remaining=4, reset=900" }, 7 * second],
    [{ ratelimit: ["limit=60, remaining=0, reset=7", "limit=9, remaining=0, reset=90"] }, 90 * second],
    [{ ratelimit: '"default";r=0;t=7' }, 7 * second],
    [{ ratelimit: "default;r=0;t=7" }, 7 * second],
    [{ ratelimit: '"a";r=0;t=7, "b, "c;r=0;t=99";r=5;t=3600' }, 7 * second],
    [{ ratelimit: '"a";t=7;r=0,"b";t=70;r=0;pk=:x=:' }, 70 * second],
    [{ ratelimit: '"a";r=0, "b";t=30' }, 30 * second],
    [{ "x-rate-limit": "r=0;t=8" }, 8 * second],
    [{ ratelimit: "7" }, undefined],
    [{ "ratelimit-reset": "7" }, 7 * second],
    [{ "ratelimit-reset": "7", "ratelimit-remaining": "1", "ratelimit-policy": "60;w=60" }, undefined],
    [{ "x-ratelimit-reset-after": "3.5" }, 3500],
    [{ "x-ratelimit-reset-after": "3.5", "x-ratelimit-remaining": "0" }, 3500],
    [{ "x-ratelimit-reset-after": "3.5", "x-ratelimit-reset": String(nowMs / 1000 + 90) }, 3500],
    [{ "x-ratelimit-reset-after": "0", "x-ratelimit-reset": "4" }, 4000],
    [{ "x-rate-limit-reset": String(nowMs / 1000 + 60) }, minute],
    [{ "x-ratelimit-reset": String(nowMs / 1000 + 60) }, minute],
    [{ "x-ratelimit-reset": `${nowMs / 1000 + 60}.25` }, 60_250],
    [{ "x-ratelimit-reset": String(nowMs + 1500) }, 1500],
    [{ "x-ratelimit-reset": "42" }, 42 * second],
    [{ "x-ratelimit-reset": "1m30s" }, 90 * second],
    [{ "x-ratelimit-reset": "Sat, 21 Nov 2026 09:00:30 GMT" }, 30 * second],
    [{ "anthropic-ratelimit-input-tokens-reset": "2026-11-21T09:00:30Z" }, 30 * second],
    [
      {
        ...{ "x-ratelimit-reset-requests-day": "80000", "x-ratelimit-remaining-requests-day": "12" },
        ...{ "x-ratelimit-reset-tokens-minute": "20", "x-ratelimit-remaining-tokens-minute": "0" },
      },
      20 * second,
    ],
    [{ "x-ratelimit-reset": "soon", "x-ratelimit-preset": "9", "ratelimit-resetting": "9" }, undefined],
    [{ "x-ratelimit-reset": "99999999999999", ratelimit: "reset=9" }, longestWaitMs],
  ])("%j ask for %p", (headers, waitMs) => {
    expect(resetWaitMs(headers, nowMs)).toBe(waitMs);
  });

  it("takes a list without end", () => {
    for (const piece of ['"', '"a', ",", ";", "=", "r=0;", '"a";t=', "reset=", "x-", " ", '"a";r=0;t=7,'])
      expect(() => resetWaitMs({ ratelimit: piece.repeat(100_000) }, nowMs)).not.toThrow();
  });
});

it.each([
  [{ "x-retry-after": "9" }, 9 * second],
  [{ "x-retry-after-ms": "900" }, 900],
  [{ "x-ratelimit-retry-after": "2m" }, 2 * minute],
  [{ "x-retry-after": "0", "retry-after": "3" }, 3 * second],
  [{ "x-retry-after": "0" }, undefined],
])("%j names a wait as Retry-After does", (headers, waitMs) => {
  expect(serverWaitMs(headers, nowMs)).toBe(waitMs);
});

it("an HTTP date is in GMT wherever the runner stands", () => {
  const { code } = transformFileSync(resolve(__dirname, "../../src/client/answer/duration.ts"), {
    jsc: { target: "es2023", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  });
  const script = `${code};
    const dates = ["Sat, 21 Nov 2026 09:00:30 GMT", "Saturday, 21-Nov-26 09:00:30 GMT", "Sat Nov 21 09:00:30 2026", "2026-11-21 09:00:30"];
    console.log(JSON.stringify(dates.map((date) => exports.waitInHeader(date, ${nowMs}))));`;
  const output = execFileSync(process.execPath, ["--input-type=commonjs", "-e", script], {
    env: { TZ: "America/New_York" },
    encoding: "utf8",
  });
  expect(JSON.parse(output)).toEqual([30_000, 30_000, 30_000, 30_000]);
});
