import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { transformFileSync } from "@swc/core";
import { type ResponseHeaders, serverWaitMs } from "../../src/client/retryTiming";

const nowMs = Date.parse("2026-11-21T09:00:00Z");

describe("a header that names a time to wait", () => {
  it.each<[headers: ResponseHeaders, waitMs: number]>([
    [{ "retry-after-ms": "250" }, 250],
    [{ "retry-after-ms": "0" }, 0],
    [{ "retry-after-ms": "12.5" }, 12.5],
    [{ "retry-after-ms": " 250 " }, 250],
    [{ "retry-after-ms": "86400000" }, 86_400_000],
    [{ "x-ms-retry-after-ms": "750" }, 750],
    [{ "x-ms-retry-after-ms": "0.5" }, 0.5],
    [{ "retry-after": "3" }, 3000],
    [{ "retry-after": "0" }, 0],
    [{ "retry-after": "1.5" }, 1500],
    [{ "retry-after": " 2 " }, 2000],
    [{ "retry-after": "86400" }, 86_400_000],
    [{ "retry-after": ["4"] }, 4000],
    [{ "retry-after": "Sat, 21 Nov 2026 09:00:30 GMT" }, 30_000],
    [{ "retry-after": "Saturday, 21-Nov-26 09:00:30 GMT" }, 30_000],
    [{ "retry-after": "Sat Nov 21 09:00:30 2026" }, 30_000],
    [{ "retry-after": "Sun, 01 Nov 2026 09:00:00 GMT" }, 0],
    [{ "retry-after": "Sunday, 01-Nov-26 09:00:00 GMT" }, 0],
    [{ "retry-after": "Sun Nov  1 09:00:00 2026" }, 0],
    [{ "retry-after": "Sat, 21 Nov 2026 09:00:00 GMT" }, 0],
    [{ "retry-after": "Sun, 22 Nov 2026 09:00:00 GMT" }, 86_400_000],
  ])("%j asks for %d ms", (headers, waitMs) => {
    expect(serverWaitMs(headers, nowMs)).toBe(waitMs);
  });
});

describe("a header that names no usable time", () => {
  const junk = [
    "",
    " ",
    "-1",
    "-0.5",
    "+5",
    "1e3",
    "0x10",
    "1,000",
    "5, 5",
    "5 s",
    "60s",
    "NaN",
    "Infinity",
    "null",
    "soon",
    "tomorrow",
    "2026-11-21T09:00:30Z",
    "Sat, 99 Nov 2026 09:00:30 GMT",
  ];

  it.each(junk)("Retry-After %j is passed over", (value) => {
    expect(serverWaitMs({ "retry-after": value }, nowMs)).toBeUndefined();
  });

  it.each(["after 5", "soon 12", "may 5", "in 5 minutes, 2 tries"])(
    "Retry-After %j is a sentence and no date of a year long ago",
    (value) => {
      expect(serverWaitMs({ "retry-after": value }, nowMs)).toBeUndefined();
    },
  );

  it.each(junk)("retry-after-ms %j falls through to x-ms-retry-after-ms", (value) => {
    const headers = { "retry-after-ms": value, "x-ms-retry-after-ms": "40" };
    expect(serverWaitMs(headers, nowMs)).toBe(40);
  });

  it.each(junk)("x-ms-retry-after-ms %j falls through to Retry-After", (value) => {
    expect(serverWaitMs({ "x-ms-retry-after-ms": value, "retry-after": "2" }, nowMs)).toBe(2000);
  });

  it("no header at all names none", () => {
    expect(serverWaitMs({ "content-type": "application/json" }, nowMs)).toBeUndefined();
  });
});

describe("several wait headers at once", () => {
  it.each<[headers: ResponseHeaders, waitMs: number]>([
    [{ "retry-after-ms": "1", "x-ms-retry-after-ms": "2", "retry-after": "3" }, 1],
    [{ "x-ms-retry-after-ms": "2", "retry-after": "3" }, 2],
    [{ "retry-after-ms": "120", "retry-after": "1" }, 120],
    [{ "retry-after-ms": "0", "retry-after": "9" }, 0],
    [{ "retry-after-ms": "junk", "x-ms-retry-after-ms": "-4", "retry-after": "3" }, 3000],
  ])("%j asks for %d ms", (headers, waitMs) => {
    expect(serverWaitMs(headers, nowMs)).toBe(waitMs);
  });
});

it("an HTTP date is in GMT wherever the runner stands", () => {
  const { code } = transformFileSync(resolve(__dirname, "../../src/client/retryTiming.ts"), {
    jsc: { target: "es2023", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  });
  const script = `${code};
    const dates = ["Sat, 21 Nov 2026 09:00:30 GMT", "Saturday, 21-Nov-26 09:00:30 GMT", "Sat Nov 21 09:00:30 2026"];
    console.log(JSON.stringify(dates.map((date) => exports.serverWaitMs({ "retry-after": date }, ${nowMs}))));`;
  const output = execFileSync(process.execPath, ["--input-type=commonjs", "-e", script], {
    env: { TZ: "America/New_York" },
    encoding: "utf8",
  });
  expect(JSON.parse(output)).toEqual([30_000, 30_000, 30_000]);
});
