import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { StepRun } from "../../local/workbench/server/runs/StepRun";
import type { Workbench } from "../../local/workbench/server/workbench";
import type { StepEvent } from "../../src/client/events";
import { type Claim, printTable } from "./statistics";
import type { MeasuredWorkbench } from "./workbench";

const perSecond = 10_000;
const seconds = 10;
/** As often as a run tells its events. */
const toldEveryMs = 50;
const keyEveryMs = 100;
const action = "Create Multiple Chat Completion";

/** Counts what the page draws, adds a box to type in, and keeps how long each key took to be shown. */
const watch = `(() => {
  const counted = { draws: 0, longestMs: 0 };
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...area) {
    counted.draws += 1;
    return clearRect.apply(this, area);
  };
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries())
      if (name.startsWith("key")) counted.longestMs = Math.max(counted.longestMs, duration);
  }).observe({ type: "event", durationThreshold: 16 });
  const box = document.createElement("input");
  box.id = "typed";
  document.body.append(box);
  box.focus();
  globalThis.counted = counted;
})()`;

/** The events of an item: its start, its end and the progress, of which one in fifty is a refusal. */
const eventsOf = (item: number, atMs: number): StepEvent[] => {
  const call = { action, model: "gpt-5.4", item, attempt: 1 };
  const startedAtMs = atMs - 200 - (item % 97);
  const isRefused = item % 50 === 0;
  const ended = isRefused
    ? ({ outcome: "refused", status: 429 } as const)
    : ({ outcome: "answered", status: 200 } as const);
  const durationMs = atMs - startedAtMs;
  const quota = { requests: { perMinute: 6_000, left: 6_000 - (item % 6_000) } };
  const progress = { done: item + 1, failed: 0, total: 40_000, spent: { tokens: item * 20 } };
  return [
    { type: "start", ...call, startedAtMs },
    {
      type: "attempt",
      ...call,
      startedAtMs,
      durationMs,
      method: "POST",
      url: "",
      ...ended,
      spent: { tokens: 20 + (item % 13) },
    },
    { type: "progress", action, atMs, noun: "prompts", ...progress, quota },
  ];
};

/** Tells events at the rate, as a run that tells them does, and gives how many. */
const tellEvents = async ({ hub }: Workbench, run: StepRun): Promise<number> => {
  const startedMs = performance.now();
  let [told, item] = [0, 0];
  while (told < perSecond * seconds) {
    const due = Math.min(perSecond * seconds, (performance.now() - startedMs) * (perSecond / 1000));
    const events: StepEvent[] = [];
    while (told + events.length < due) {
      events.push(...eventsOf(item, Date.now()));
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

/** Measures whether the page draws 10,000 events a second while someone types in it. */
export const benchWorkbenchEvents = async ({
  workbench,
  server,
  browser,
}: MeasuredWorkbench): Promise<Claim[]> => {
  const asked = { kind: "action", key: "createCompletions", form: {}, connections: {} } as const;
  const run = new StepRun("createCompletions", action, asked);
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.goto(server.makeAddress());
  workbench.runs.add(run);
  await page.goto(`${server.url}/#/bulk/run/${run.id}`);
  await page.getByText("The timeline as a table").waitFor();
  await page.evaluate(watch);
  const [told, lostKeys] = await Promise.all([tellEvents(workbench, run), typeMeanwhile(page)]);
  const { draws, longestMs } = (await page.evaluate("globalThis.counted")) as {
    draws: number;
    longestMs: number;
  };
  // Figures are written four times a second.
  await wait(1_000);
  const dropped = told - (await eventsShown(page));
  await page.close();
  console.log(`${perSecond} events a second for ${seconds} s while someone types`);
  printTable(
    ["told", "dropped", "frames drawn", "per second", "longest ms from key to screen", "keys lost"],
    [[told, dropped, draws, (draws / seconds).toFixed(1), longestMs, lostKeys].map(String)],
  );
  return [
    { name: "workbench, events dropped of 10,000 a second", value: dropped, limit: 0, bound: "most" },
    { name: "workbench, keys lost meanwhile", value: lostKeys, limit: 0, bound: "most" },
    {
      name: "workbench, longest ms from key to screen meanwhile",
      value: longestMs,
      limit: 200,
      bound: "most",
    },
    { name: "workbench, frames drawn a second meanwhile", value: draws / seconds, limit: 20, bound: "least" },
  ];
};
