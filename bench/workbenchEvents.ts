import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { StepRun } from "../local/workbench/server/runs/StepRun";
import type { Workbench } from "../local/workbench/server/workbench";
import type { StepEvent } from "../src/client/events";
import type { MeasuredWorkbench } from "./measuredWorkbench";
import { type Claim, printTable } from "./statistics";

const perSecond = 10_000;
const seconds = 10;
/** As often as a run tells its events. */
const toldEveryMs = 50;
const keyEveryMs = 100;
/** Attempts at one time, as many as a run of the most requests at once has by half. */
const underWay = 500;
const action = "Create Multiple Chat Completion";

/** Counts what the page draws, adds a box to type in, and keeps how long each key took to be shown. */
const watch = `(() => {
  const counted = { draws: 0, keysMs: [] };
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...area) {
    counted.draws += 1;
    return clearRect.apply(this, area);
  };
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries())
      if (name === "keydown") counted.keysMs.push(duration);
  }).observe({ type: "event", durationThreshold: 16 });
  const box = document.createElement("input");
  box.id = "typed";
  document.body.append(box);
  box.focus();
  globalThis.counted = counted;
})()`;

/** What the page counted. Keys that were shown within a frame are not among the times. */
interface Counted {
  draws: number;
  keysMs: number[];
}

/** When an item began, by the rate at which they begin. */
const beganAtMs = (item: number, firstMs: number): number => firstMs + (item * 3 * 1000) / perSecond;

/** An item's start, the end of the one so many before it, and the progress. One in fifty is a refusal. */
const eventsOf = (item: number, firstMs: number): StepEvent[] => {
  const atMs = beganAtMs(item, firstMs);
  const call = { action, model: "gpt-5.4", attempt: 1 };
  const endedItem = item - underWay;
  const startedAtMs = beganAtMs(endedItem, firstMs);
  const isRefused = endedItem % 50 === 0;
  const ended = isRefused
    ? ({ outcome: "refused", status: 429 } as const)
    : ({ outcome: "answered", status: 200, spent: { tokens: 20 + (item % 13) } } as const);
  const attempt = { ...call, item: endedItem, startedAtMs, durationMs: atMs - startedAtMs };
  const quota = { requests: { perMinute: 6_000, left: 6_000 - (item % 6_000) } };
  const progress = { done: item + 1, failed: 0, total: 40_000, spent: { tokens: item * 20 } };
  return [
    { type: "start", ...call, item, startedAtMs: atMs },
    { type: "attempt", ...attempt, method: "POST", url: "", ...ended },
    { type: "progress", action, atMs, noun: "prompts", ...progress, quota },
  ];
};

/** Tells events at the rate, as a run that tells them does, and gives how many. */
const tellEvents = async ({ hub }: Workbench, run: StepRun): Promise<number> => {
  const [startedMs, firstMs] = [performance.now(), Date.now()];
  let [told, item] = [0, 0];
  while (told < perSecond * seconds) {
    const due = Math.min(perSecond * seconds, (performance.now() - startedMs) * (perSecond / 1000));
    const events: StepEvent[] = [];
    while (told + events.length < due) {
      events.push(...eventsOf(item, firstMs));
      item += 1;
    }
    for (const event of events) run.observe(event);
    hub.tell({ type: "step", run: run.id, first: told, events });
    hub.tell({ type: "run", run: run.view() });
    told += events.length;
    await wait(toldEveryMs);
  }
  return told;
};

const typeMeanwhile = async (page: Page): Promise<number> => {
  const keys = Math.floor((seconds * 1000) / keyEveryMs);
  await page.keyboard.type("x".repeat(keys), { delay: keyEveryMs });
  return keys - (await page.locator("#typed").inputValue()).length;
};

const eventsShown = async (page: Page): Promise<number> => {
  const cell = page.getByRole("row", { name: /^Events / }).getByRole("cell");
  return Number((await cell.textContent())?.replaceAll(",", ""));
};

/** What became of the events and of the keys. */
interface Outcome extends Counted {
  told: number;
  dropped: number;
  lostKeys: number;
}

const measure = async ({ workbench, server, browser }: MeasuredWorkbench): Promise<Outcome> => {
  const asked = { kind: "action", key: "createCompletions", form: {}, connections: {} } as const;
  const run = new StepRun("createCompletions", action, asked);
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.goto(server.makeAddress());
  workbench.runs.add(run);
  await page.goto(`${server.url}/#/bulk/run/${run.id}`);
  await page.getByText("The timeline as a table").waitFor();
  await page.evaluate(watch);
  const [told, lostKeys] = await Promise.all([tellEvents(workbench, run), typeMeanwhile(page)]);
  const counted = (await page.evaluate("globalThis.counted")) as Counted;
  // Figures are written four times a second.
  await wait(1_000);
  const dropped = told - (await eventsShown(page));
  await page.close();
  return { ...counted, told, dropped, lostKeys };
};

const most = (name: string, value: number, limit: number): Claim => ({
  name: `workbench, ${name}`,
  value,
  limit,
  bound: "most",
});

/** Measures whether the page draws 10,000 events a second while someone types in it. */
export const benchWorkbenchEvents = async (measured: MeasuredWorkbench): Promise<Claim[]> => {
  const { told, dropped, draws, keysMs, lostKeys } = await measure(measured);
  const sorted = keysMs.toSorted((left, right) => left - right);
  const [longestMs = 0, most95Ms = 0] = [sorted.at(-1), sorted[Math.floor(sorted.length * 0.95)]];
  const framesPerSecond = draws / seconds;
  console.log(`${perSecond} events a second for ${seconds} s while someone types`);
  printTable(
    ["told", "dropped", "frames", "per second", "keys lost", "95 of 100 keys shown, ms", "longest ms"],
    [[told, dropped, draws, framesPerSecond.toFixed(1), lostKeys, most95Ms, longestMs].map(String)],
  );
  return [
    most("events dropped of 10,000 a second", dropped, 0),
    most("keys lost meanwhile", lostKeys, 0),
    most("ms from key to screen meanwhile, of 95 in 100", most95Ms, 200),
    // Other programs on the same cores show in this one.
    most("longest ms from key to screen meanwhile", longestMs, 500),
    { name: "workbench, frames drawn a second meanwhile", value: framesPerSecond, limit: 20, bound: "least" },
  ];
};
