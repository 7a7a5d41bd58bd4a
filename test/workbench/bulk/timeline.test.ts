import { seededRandom } from "../../../local/endpoint/server/seededRandom";
import { AttemptColumns } from "../../../local/workbench/page/bulk/columns/AttemptColumns";
import { attemptState } from "../../../local/workbench/page/bulk/columns/attemptState";
import { RunFollower } from "../../../local/workbench/page/bulk/runs/RunFollower";
import { eachStretch, endsOf, laneGrid } from "../../../local/workbench/page/bulk/timeline/laneGrid";
import { timelineKeys } from "../../../local/workbench/page/bulk/timeline/timelineKeys";
import { sinceStart, timeTicks } from "../../../local/workbench/page/bulk/timeline/timeTicks";
import {
  dragged,
  moved,
  stretchOf,
  type TimeView,
  zoomed,
} from "../../../local/workbench/page/bulk/timeline/timeView";
import type { EventPage } from "../../../local/workbench/wire/run";
import { attemptEvent, startEvent } from "./stepEvents";

const span = { fromMs: 0, toMs: 1_000, widthPixels: 100 };
const run = { fromMs: 0, toMs: 1_000 };

describe("the grid of lanes", () => {
  it("has each attempt from its start to its end, and one under way until now", () => {
    const columns = new AttemptColumns();
    columns.start(startEvent({ item: 0, startedAtMs: 100 }));
    columns.start(startEvent({ item: 1, startedAtMs: 500 }));
    columns.end(attemptEvent({ item: 0, startedAtMs: 100, durationMs: 200 }));
    const drawn: number[][] = [];
    eachStretch(laneGrid(columns, span, 10, 800), (...stretch) => drawn.push(stretch));
    expect(drawn).toEqual([
      [0, 10, 20, attemptState.answered],
      [1, 50, 30, attemptState.running],
    ]);
  });

  it("shows a refusal of no time at all, and marks where it ended", () => {
    const columns = new AttemptColumns();
    columns.end(attemptEvent({ item: 0, startedAtMs: 0, durationMs: 1_000 }));
    columns.end(attemptEvent({ item: 1, startedAtMs: 995, durationMs: 0, outcome: "refused", status: 429 }));
    const { cells } = laneGrid(columns, span, 10, 1_000);
    expect(cells[99]).toBe(attemptState.refused);
    const marks = endsOf(columns, span, attemptState.refused);
    expect([marks[98], marks[99]]).toEqual([0, 1]);
  });

  it("draws no more than its pixels, however many attempts there are", () => {
    const random = seededRandom(5);
    const columns = new AttemptColumns();
    for (let item = 0; item < 50_000; item += 1)
      columns.start(startEvent({ item, startedAtMs: random() * 1_000 }));
    expect(columns.laneCount).toBe(50_000);
    const grid = laneGrid(columns, span, 40, 1_000);
    expect([grid.rows, grid.cells.length]).toEqual([40, 4_000]);
    let stretches = 0;
    eachStretch(grid, () => {
      stretches += 1;
    });
    expect(stretches).toBeLessThanOrEqual(4_000);
  });
});

describe("the view of a timeline", () => {
  it("zooms around the middle and back, and moves by a part of itself", () => {
    const whole: TimeView = { kind: "whole" };
    const near = zoomed(whole, run, 0.5);
    expect(stretchOf(near, run)).toMatchObject({ fromMs: 240, toMs: 760 });
    const back = stretchOf(zoomed(near, run, 2), run);
    expect([back.fromMs, back.toMs].map(Math.round)).toEqual([-20, 1_020]);
    const { fromMs, toMs } = stretchOf(moved(near, run, 0.5), run);
    expect([fromMs, toMs]).toEqual([500, 1_020]);
  });

  it("follows the end of a run that goes on, also when it is zoomed", () => {
    const last: TimeView = { kind: "last", lengthMs: 400 };
    const nearer = zoomed(last, run, 0.5);
    expect(stretchOf(nearer, { fromMs: 0, toMs: 5_000 })).toEqual({ fromMs: 4_800, toMs: 5_000 });
  });

  it("comes no nearer than ten milliseconds, and goes no farther than two days", () => {
    const lengthAfter = (factor: number): number => {
      let view: TimeView = { kind: "whole" };
      for (let press = 0; press < 100; press += 1) view = zoomed(view, run, factor);
      const { fromMs, toMs } = stretchOf(view, run);
      return Math.round(toMs - fromMs);
    };
    expect([lengthAfter(0.5), lengthAfter(2)]).toEqual([10, 2 * 24 * 60 * 60 * 1000]);
  });

  it("takes a drag either way, and never shows nothing", () => {
    const whole: TimeView = { kind: "stretch", ...run };
    expect(dragged(whole, run, 0.75, 0.25)).toEqual({ kind: "stretch", fromMs: 250, toMs: 750 });
    const { fromMs, toMs } = stretchOf(dragged(whole, run, 0.5, 0.5), run);
    expect(toMs).toBeGreaterThan(fromMs);
  });

  it("stays within a length that can be drawn, whatever keys are pressed", () => {
    const random = seededRandom(17);
    const keys = Object.keys(timelineKeys);
    let view: TimeView = { kind: "whole" };
    for (let press = 0; press < 2_000; press += 1) {
      const key = keys[Math.floor(random() * keys.length)] ?? "+";
      view = timelineKeys[key]?.(view, run) ?? view;
      const { fromMs, toMs } = stretchOf(view, run);
      expect(Number.isFinite(fromMs) && toMs > fromMs).toBe(true);
      expect(timeTicks({ fromMs, toMs }, 0, 12).length).toBeLessThanOrEqual(14);
    }
  });
});

it.each([
  [250, 50, "0.25 s"],
  [7, 1, "7 ms"],
  [1_500, 500, "1.5 s"],
  [125_000, 5_000, "2:05"],
  [3_725_000, 5_000, "1:02:05"],
  [-2_000, 500, "−2 s"],
])("%d ms since the start are told as they are read", (ms, stepMs, words) =>
  expect(sinceStart(ms, stepMs)).toBe(words),
);

describe("a follower of a run", () => {
  const events = Array.from({ length: 100 }, (_, item) => attemptEvent({ item }));
  const pageFrom = (after: number): EventPage => ({
    events: events.slice(after, after + 30),
    next: after + 30,
    total: 100,
  });

  const follow = (read: (after: number) => Promise<EventPage>) => {
    const failures: unknown[] = [];
    const source = { read, changed: () => undefined, failed: (error: unknown) => failures.push(error) };
    return { follower: new RunFollower("r", source), failures };
  };

  const itemsOf = ({ columns }: RunFollower): number => columns.attempts.length;

  it("reads what there is by pages, and takes each event once, whatever comes twice or meanwhile", async () => {
    const { follower } = follow(async (after) => pageFrom(after));
    const reading = follower.readOn();
    follower.hear({ type: "step", run: "r", first: 95, events: events.slice(95) });
    follower.hear({ type: "step", run: "other", first: 0, events });
    await reading;
    follower.hear({ type: "step", run: "r", first: 40, events: events.slice(40, 60) });
    expect(itemsOf(follower)).toBe(100);
    follower.hear({ type: "step", run: "r", first: 100, events: [attemptEvent({ item: 100 })] });
    expect(itemsOf(follower)).toBe(101);
  });

  it("reads what it missed, and goes on behind what the server no longer has", async () => {
    let total = 0;
    const { follower } = follow(async (after) => ({
      events: events.slice(after, total),
      next: total,
      total,
    }));
    await follower.readOn();
    total = 50;
    follower.hear({ type: "step", run: "r", first: 45, events: events.slice(45, 55) });
    await new Promise((resolve) => setImmediate(resolve));
    expect(itemsOf(follower)).toBe(55);
    follower.hear({ type: "step", run: "r", first: 80, events: events.slice(80) });
    await new Promise((resolve) => setImmediate(resolve));
    expect(itemsOf(follower)).toBe(75);
  });

  it("says what could not be read, and nothing more once it is closed", async () => {
    const { follower, failures } = follow(() => Promise.reject(new Error("gone")));
    await follower.readOn();
    follower.close();
    follower.hear({ type: "resync" });
    expect(failures).toHaveLength(1);
  });
});
