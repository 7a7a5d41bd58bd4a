import { progressLine } from "../../../local/cli/progressLine";
import { startLocalEndpoint } from "../../../local/endpoint";
import type { PauseEvent, ProgressEvent } from "../../../src/client/events";
import { shareStarted } from "../../support/hooks";
import { requireBundle, runScript } from "../runScript";

const atMs = 1_795_251_600_000;
const event: ProgressEvent = {
  type: "progress",
  action: "Create Multiple Chat Completion",
  atMs,
  noun: "prompts",
  done: 82,
  failed: 1,
  total: 120,
  perSecond: 9.371,
  leftMs: 40_200,
  spent: { tokens: 12_310, cost: 0.0213 },
  quota: {},
};

test.each<[line: string, change: Partial<ProgressEvent>, sinceMs?: number]>([
  ["82/120 · 9.4/s · 1 failed · about 40 s · 12,310 tokens · 0.02", {}],
  ["82/120 · 9.4/s · 1 failed · about 25 s · 12,310 tokens · 0.02", {}, 15_000],
  ["82/120 · 9.4/s · 1 failed · about 1 s · 12,310 tokens · 0.02", {}, 40_000],
  ["82/120 · 9.4/s · 1 failed · 12,310 tokens · 0.02", {}, 40_200],
  ["82/120 · 9.4/s · 1 failed · 12,310 tokens · 0.02", {}, 90_000],
  ["82/120 · 9.4/s · about 40 s · 12,310 tokens", { failed: 0, spent: { tokens: 12_310 } }],
  ["0/120", { done: 0, failed: 0, perSecond: undefined, leftMs: undefined, spent: { tokens: 0 } }],
  ["120/120 · 9.4/s · 1 failed · 12,310 tokens · 0.02", { done: 120, leftMs: 0 }],
  [
    "82/120 · 0.052/s · 1 failed · about 12 min · 12,310 tokens · 0.02",
    { perSecond: 0.0517, leftMs: 731_000 },
  ],
  [
    "82/50,000 · 240/s · 1 failed · about 2 h 47 min · 12,310 tokens · 0.02",
    { total: 50_000, perSecond: 239.6, leftMs: 1e7 },
  ],
  ["82/120 · 9.4/s · 1 failed · about 40 s · 9 tokens · 0.0000003", { spent: { tokens: 9, cost: 3.1e-7 } }],
  ["82/120 · 9.4/s · 1 failed · about 40 s · 9 tokens · 1,234.50", { spent: { tokens: 9, cost: 1234.5 } }],
])("a run's progress reads %s", (line, change, sinceMs = 0) => {
  expect(progressLine({ ...event, ...change }, undefined, atMs + sinceMs)).toBe(line);
});

test.each<[line: string, change: Partial<ProgressEvent>, sinceMs: number]>([
  ["82/120 · 9.4/s · 1 failed · paused for 42 s · 12,310 tokens · 0.02", {}, 0],
  ["82/120 · 9.4/s · 1 failed · paused for 1 s · 12,310 tokens · 0.02", {}, 41_999],
  ["82/120 · 9.4/s · 1 failed · 12,310 tokens · 0.02", {}, 42_000],
  ["82/120 · 9.4/s · 1 failed · about 18 s · 12,310 tokens · 0.02", { leftMs: 60_000 }, 42_000],
  ["82/120 · 9.4/s · 1 failed · paused for 42 s · 12,310 tokens · 0.02", { leftMs: undefined }, 0],
  ["120/120 · 9.4/s · 1 failed · 12,310 tokens · 0.02", { done: 120, leftMs: 0 }, 0],
])("a run whose items pause reads %s", (line, change, sinceMs) => {
  const { action, quota } = event;
  const pause: PauseEvent = { type: "pause", action, atMs, untilMs: atMs + 42_000, isProved: true, quota };
  expect(progressLine({ ...event, ...change }, pause, atMs + sinceMs)).toBe(line);
});

const endpoint = shareStarted(() => startLocalEndpoint({ latencyMs: () => 60 }));
beforeAll(requireBundle);

/** The script's standard error as a terminal would be. */
const asTerminal = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent("process.stderr.isTTY = true")}`,
};

test("the command line rewrites one line of a terminal, and keeps the result apart", async () => {
  const prompts = JSON.stringify(Array.from({ length: 12 }, (_, index) => `What is ${index} plus 0?`));
  const args = [
    "createCompletions",
    "--messages",
    prompts,
    "--bulkOptions.concurrentRequests",
    "1",
    "--json",
  ];
  const env = {
    AZURE_OPENAI_ENDPOINT: endpoint.url,
    AZURE_OPENAI_API_KEY: endpoint.apiKey,
    AZURE_OPENAI_DEPLOYMENT: "gpt-5.4",
  };
  const { code, stdout, stderr } = await runScript("local/cli/start.ts", args, {
    env: { ...env, ...asTerminal },
  });
  expect(code).toBe(0);
  expect(JSON.parse(stdout).counts).toMatchObject({ succeeded: 12 });
  const shown = stderr.split("\r\u001b[2K").map((line) => line.slice(2));
  const lines = shown.filter((line) => /^\d+ s · \d+\/12 · [\d.]+\/s · about \d+ s · \d+ tokens$/.test(line));
  expect(lines.length).toBeGreaterThan(0);
  // Each is on its own: what was written is cleared at the end.
  expect(stderr.endsWith("\r\u001b[2K")).toBe(true);
  expect(stderr.split("\n")).toHaveLength(2);
});
