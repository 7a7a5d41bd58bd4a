import { isoSeconds } from "../../src/text/isoSeconds";

it("tells a time in whole seconds, whichever was told before", () => {
  const start = Date.UTC(2026, 10, 26, 8);
  const told = [0, 999, 1000, 0, -1, 86_400_000].map((laterMs) => isoSeconds(start + laterMs));
  expect(told).toEqual([
    "2026-11-26T08:00:00Z",
    "2026-11-26T08:00:00Z",
    "2026-11-26T08:00:01Z",
    "2026-11-26T08:00:00Z",
    "2026-11-26T07:59:59Z",
    "2026-11-27T08:00:00Z",
  ]);
});

it("refuses what is no time, also when it was told before", () => {
  for (const atMs of [Number.NaN, Number.NaN]) expect(() => isoSeconds(atMs)).toThrow(RangeError);
});
