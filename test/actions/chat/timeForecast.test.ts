import type { Client } from "../../../src/client/createClient";
import { reservedMs, TimeForecast } from "../../../src/tasks/prompts/timeForecast";
import { quiet } from "../support";

const clientWith = (remainingMs: number) =>
  ({ ...quiet, action: "Step", remainingMs: () => remainingMs }) as unknown as Client;

test.each([
  [10_000, 2000],
  [200_000, 40_000],
  [300_000, 60_000],
  [840_000, 60_000],
  [1, 0],
])("a fifth of the time is kept for the hand-over, a minute at most: of %i ms it is %i", (left, kept) => {
  expect(reservedMs(clientWith(left))).toBe(kept);
});

test.each([
  [85_000, true, true, "2 min", "They are handed over to a batch."],
  [79_000, true, false, undefined, undefined],
  [101_000, false, false, "101 s", "What is not answered by then goes to remaining."],
  [100_000, false, false, undefined, undefined],
  [3_600_000 * 3, false, false, "3 h at", "Create Batch takes any number of prompts"],
])("%i ms of work in 100 s, handing over %s", (neededMs, handsOver, isHandedOver, words, what) => {
  const forecast = new TimeForecast(clientWith(100_000), handsOver);
  expect(forecast.take({ items: 7, neededMs })).toBe(isHandedOver);
  if (what === undefined) expect(forecast.warning).toBeNull();
  else expect(forecast.warning).toContain(what);
  if (words !== undefined && !handsOver) expect(forecast.warning).toContain(`7 prompts take about ${words}`);
});
