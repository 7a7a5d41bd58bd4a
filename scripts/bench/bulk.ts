import { fork } from "node:child_process";
import path from "node:path";
import OpenAI from "openai";
import { connectionTo } from "./question";
import type { QuotaSetting } from "./quotaServer";
import { bundleOf } from "./sizes";
import { type Claim, printTable } from "./statistics";

const promptCount = 500;
const concurrency = 50;
const seed = 20_261_121;

/** Between 200 and 1,000 characters, so that token costs differ. */
const prompts = Array.from({ length: promptCount }, (_, index) => "x".repeat(200 + ((index * 7919) % 800)));

const base = { bucketSeconds: 2, medianLatencyMs: 200, seed, tells: "headers" } as const;

const settings: ReadonlyArray<readonly [name: string, limit: number, setting: QuotaSetting]> = [
  ["requests scarce", 1.06, { ...base, requestsPerSecond: 40, tokensPerSecond: 0 }],
  ["tokens scarce", 1.06, { ...base, requestsPerSecond: 0, tokensPerSecond: 8000 }],
  [
    "Retry-After in whole seconds alone",
    1.06,
    { ...base, requestsPerSecond: 40, tokensPerSecond: 0, tells: "seconds" },
  ],
  ["no quota", 1.1, { ...base, requestsPerSecond: 0, tokensPerSecond: 0 }],
];

/** What a contender made of a setting. */
interface Run {
  durationMs: number;
  succeeded: number;
  refused: number;
}

type Contender = (url: string) => Promise<number>;

const connector =
  (dist: string): Contender =>
  async (url) => {
    const silent = () => {};
    const logger = { debug: silent, info: silent, warn: silent, error: silent };
    const { data } = await require(bundleOf(dist)).default.actions.createCompletions.perform(
      { logger },
      { connection: connectionTo(url), model: "bench", messages: JSON.stringify(prompts) },
    );
    return data.counts.succeeded;
  };

/** The SDK with its own retries, so many calls at a time. */
const sdk =
  (atOnce: number): Contender =>
  async (url) => {
    const openai = new OpenAI({ apiKey: "key", baseURL: url });
    let next = 0;
    let succeeded = 0;
    const worker = async (): Promise<void> => {
      while (next < prompts.length) {
        const content = prompts[next] ?? "";
        next += 1;
        const answer = openai.chat.completions.create({
          model: "bench",
          messages: [{ role: "user", content }],
        });
        await answer.then(
          () => {
            succeeded += 1;
          },
          () => undefined,
        );
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return succeeded;
  };

const measure = (setting: QuotaSetting, contender: Contender): Promise<Run> =>
  new Promise((resolve, reject) => {
    let refused = 0;
    const env = { ...process.env, QUOTA: JSON.stringify(setting) };
    const server = fork(path.join(__dirname, "quotaServer.ts"), { execArgv: process.execArgv, env });
    server.on("message", (message: { port?: number; isRefused?: boolean }) => {
      if (message.isRefused) refused += 1;
      if (message.port === undefined) return;
      const startMs = performance.now();
      contender(`http://127.0.0.1:${message.port}/openai/v1`)
        .then((succeeded) => resolve({ durationMs: performance.now() - startMs, succeeded, refused }))
        .catch(reject)
        .finally(() => server.disconnect());
    });
  });

/** What the quota alone allows: everything beyond the full buckets waits for its refill, and the last is answered. */
const quotaOptimumMs = (setting: QuotaSetting): number => {
  const { requestsPerSecond, tokensPerSecond, bucketSeconds, medianLatencyMs } = setting;
  const tokens = prompts.reduce((sum, prompt) => sum + Math.ceil((prompt.length + 60) / 4) + 50, 0);
  const secondsFor = (amount: number, perSecond: number): number =>
    perSecond === 0 ? 0 : Math.max(0, amount / perSecond - bucketSeconds);
  const seconds = Math.max(secondsFor(promptCount, requestsPerSecond), secondsFor(tokens, tokensPerSecond));
  return seconds * 1000 + medianLatencyMs;
};

/** Measures 500 prompts against quotas, with one setting for all, beside the SDK with two fixed concurrencies. */
export const benchBulk = async (dist: string): Promise<Claim[]> => {
  const claims: Claim[] = [];
  const rows: string[][] = [];
  for (const [name, limit, setting] of settings) {
    const isFree = setting.requestsPerSecond === 0 && setting.tokensPerSecond === 0;
    const ours = await measure(setting, connector(dist));
    const many = await measure(setting, sdk(concurrency));
    const few = await measure(setting, sdk(10));
    // Without a quota, what fifty at a time can do is what a plain loop of fifty does.
    const optimumMs = isFree ? many.durationMs : quotaOptimumMs(setting);
    for (const [who, run] of [
      ["this connector", ours],
      [`openai SDK, ${concurrency} at a time`, many],
      ["openai SDK, 10 at a time", few],
    ] as const) {
      const lost = promptCount - run.succeeded;
      rows.push([name, who, (run.durationMs / optimumMs).toFixed(2), String(lost), String(run.refused)]);
    }
    claims.push(
      { name: `bulk, ${name}, times the optimum`, value: ours.durationMs / optimumMs, limit, bound: "most" },
      {
        name: `bulk, ${name}, prompts lost`,
        value: promptCount - ours.succeeded,
        limit: 0,
        bound: "most",
      },
      {
        name: `bulk, ${name}, % refused`,
        value: (100 * ours.refused) / promptCount,
        limit: 2,
        bound: "most",
      },
    );
  }
  console.log(`${promptCount} prompts, one run each`);
  printTable(["quota", "", "times the optimum", "lost", "refusals"], rows);
  return claims;
};
