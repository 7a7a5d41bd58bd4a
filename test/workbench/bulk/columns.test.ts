import { seededRandom } from "../../../local/endpoint/server/seededRandom";
import { AttemptColumns } from "../../../local/workbench/page/bulk/columns/AttemptColumns";
import { answerMeasures } from "../../../local/workbench/page/bulk/columns/answerMeasures";
import { attemptState } from "../../../local/workbench/page/bulk/columns/attemptState";
import { decimateLine } from "../../../local/workbench/page/bulk/columns/decimateLine";
import { histogramOf, roundStep } from "../../../local/workbench/page/bulk/columns/histogram";
import { NumberColumn } from "../../../local/workbench/page/bulk/columns/NumberColumn";
import { RunColumns } from "../../../local/workbench/page/bulk/columns/RunColumns";
import { attemptEvent, progressEvent, startEvent } from "./stepEvents";

const columnOf = (values: readonly number[]): NumberColumn => {
  const column = new NumberColumn();
  for (const value of values) column.push(value);
  return column;
};

it("a column grows, and finds the first number from a value on", () => {
  const values = Array.from({ length: 5_000 }, (_, place) => place * 2);
  const column = columnOf(values);
  expect([column.length, column.at(4_999), column.at(5_000), column.at(-1)]).toEqual([
    5_000,
    9_998,
    Number.NaN,
    Number.NaN,
  ]);
  for (const value of [-1, 0, 1, 2, 7_777, 9_998, 9_999])
    expect(column.firstFrom(value)).toBe(values.filter((one) => one < value).length);
});

describe("attempts", () => {
  it("take the first free lane, and leave it at their end", () => {
    const columns = new AttemptColumns();
    for (const item of [0, 1, 2]) columns.start(startEvent({ item }));
    columns.end(attemptEvent({ item: 1, durationMs: 5 }));
    columns.start(startEvent({ item: 3, startedAtMs: 1_005 }));
    columns.start(startEvent({ item: 4, startedAtMs: 1_005 }));
    expect(Array.from({ length: 5 }, (_, place) => columns.lane.at(place))).toEqual([0, 1, 2, 1, 3]);
    expect([columns.laneCount, columns.runningCount]).toEqual([4, 4]);
  });

  it("never share a lane at one time, however they overlap", () => {
    const random = seededRandom(7);
    const columns = new AttemptColumns();
    const open = new Set<number>();
    const lanes = new Map<number, number>();
    for (let item = 0; item < 3_000; item += 1) {
      columns.start(startEvent({ item, startedAtMs: item }));
      const lane = columns.lane.at(columns.length - 1);
      expect([...open].some((other) => lanes.get(other) === lane)).toBe(false);
      open.add(item);
      lanes.set(item, lane);
      for (const other of open) {
        if (random() > 0.1 && open.size < 20) continue;
        columns.end(attemptEvent({ item: other, startedAtMs: other, durationMs: item - other }));
        open.delete(other);
      }
    }
    expect(columns.laneCount).toBeLessThanOrEqual(20);
  });

  it("that begin alike are told apart by nothing, and both end", () => {
    const columns = new AttemptColumns();
    columns.start(startEvent({}));
    columns.start(startEvent({}));
    columns.end(attemptEvent({ durationMs: 1 }));
    columns.end(attemptEvent({ durationMs: 2 }));
    expect([columns.length, columns.runningCount]).toEqual([2, 0]);
  });

  it("whose start was not told are there from their end on", () => {
    const columns = new AttemptColumns();
    columns.end(attemptEvent({ item: 9, startedAtMs: 40, durationMs: 2 }));
    expect([columns.startMs.at(0), columns.endMs.at(0), columns.runningCount]).toEqual([40, 42, 0]);
  });
});

it("a run counts what was answered, refused, failed and cancelled, and each kind of failure", () => {
  const columns = new RunColumns();
  const ends = [
    {},
    { outcome: "refused", status: 429, code: "429" },
    { outcome: "refused", status: 500, code: "server_error" },
    { outcome: "network", status: undefined, code: "ECONNRESET" },
    { outcome: "cancelled", status: undefined },
  ] as const;
  for (const [item, end] of ends.entries()) columns.add(attemptEvent({ item, ...end }));
  columns.add(progressEvent({ atMs: 9_000, quota: { requests: { perMinute: 60, left: 7 } } }));
  expect(columns.counts).toEqual({ answered: 1, refused: 1, failed: 2, cancelled: 1 });
  expect([...columns.failures.keys()]).toEqual([
    "refused · 429",
    "refused · 500 · server_error",
    "network · ECONNRESET",
    "cancelled",
  ]);
  expect([columns.requestsLeft.at(0), columns.tokensLeft.at(0), columns.lastMs]).toEqual([
    7,
    Number.NaN,
    9_000,
  ]);
  expect(columns.attempts.state.at(1)).toBe(attemptState.refused);
});

it("a run of a million events keeps the last twenty, and no more kinds of failure than a table shows", () => {
  const columns = new RunColumns();
  for (let item = 0; item < 10_000; item += 1)
    columns.add(attemptEvent({ item, outcome: "refused", status: 500, code: `E${item}` }));
  expect([columns.last.length, columns.failures.size, columns.eventCount]).toEqual([20, 50, 10_000]);
});

describe("histograms", () => {
  it.each([
    [0.7, 1],
    [1, 1],
    [1.2, 2],
    [3, 5],
    [5.1, 10],
    [120, 200],
    [0.03, 0.05],
  ])("have round bins: %d becomes %d", (least, step) => expect(roundStep(least)).toBeCloseTo(step));

  it("count each number once, whatever the numbers are", () => {
    const random = seededRandom(11);
    for (let round = 0; round < 200; round += 1) {
      const length = 1 + Math.floor(random() * 400);
      const scale = 10 ** Math.floor(random() * 9 - 3);
      const values = Float64Array.from({ length }, () => (random() < 0.1 ? Number.NaN : random() * scale));
      const finite = values.filter(Number.isFinite);
      const histogram = histogramOf(values);
      expect(histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(finite.length || undefined);
      if (!histogram) continue;
      const { from, width, counts, median } = histogram;
      expect(counts.length).toBeLessThanOrEqual(42);
      expect(from).toBeLessThanOrEqual(Math.min(...finite));
      expect(from + counts.length * width).toBeGreaterThanOrEqual(Math.max(...finite));
      expect(finite.filter((value) => value <= median).length).toBeGreaterThanOrEqual(finite.length / 2);
    }
  });

  it("of answers leave out what was refused, and tokens that nobody told", () => {
    const columns = new RunColumns();
    columns.add(attemptEvent({ item: 0, durationMs: 100, spent: { tokens: 30 } }));
    columns.add(attemptEvent({ item: 1, durationMs: 200 }));
    columns.add(attemptEvent({ item: 2, durationMs: 9_000, outcome: "refused", status: 429 }));
    const { durations, tokens } = answerMeasures(columns.attempts);
    expect([durations?.total, durations?.most95, tokens?.total, tokens?.median]).toEqual([2, 200, 1, 30]);
  });
});

describe("a line over time", () => {
  it("has at most one entry for each pixel, and keeps the least and the most of each", () => {
    const random = seededRandom(3);
    const times = columnOf(Array.from({ length: 20_000 }, (_, place) => place));
    const levels = Array.from({ length: 20_000 }, () => (random() < 0.05 ? Number.NaN : random() * 100));
    const span = { fromMs: 5_000, toMs: 15_000, widthPixels: 300 };
    const pixels = decimateLine(times, columnOf(levels), span);
    expect(pixels.length).toBeLessThanOrEqual(301);
    const inside = levels.slice(4_999, 15_001).filter(Number.isFinite);
    expect(Math.min(...pixels.map(({ least }) => least))).toBe(Math.min(...inside));
    expect(Math.max(...pixels.map(({ most }) => most))).toBe(Math.max(...inside));
    expect(pixels.every(({ x }, place) => place === 0 || x > (pixels[place - 1]?.x ?? 0))).toBe(true);
  });

  it("begins with the value before what is shown", () => {
    const span = { fromMs: 100, toMs: 200, widthPixels: 10 };
    const pixels = decimateLine(columnOf([0, 150, 900]), columnOf([4, 5, 6]), span);
    expect(pixels.map(({ x, last }) => [x, last])).toEqual([
      [0, 4],
      [5, 5],
    ]);
  });
});
