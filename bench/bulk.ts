import { fork } from "node:child_process";
import path from "node:path";
import { type Contender, connectorOf, embeddingsOf, langChain, sdkWithLimit } from "./contenders";
import { latencies } from "./latencies";
import type { QuotaSetting } from "./quotaServer";
import { type Claim, printTable } from "./statistics";

const promptCount = 500;
const seed = 20_261_121;

/** Between 200 and 1,000 characters, so that token costs differ. */
const prompts = Array.from({ length: promptCount }, (_, index) => "x".repeat(200 + ((index * 7919) % 800)));

/** One setting that all contenders meet. */
interface Trial {
  name: string;
  setting: QuotaSetting;
  /** How many times the optimum is claimed at most; nothing is claimed when absent. */
  limit?: number;
  /** Contenders that would take minutes to show what the others show. */
  without?: string;
}

const us = "this connector";
const many = "openai and p-limit(50)";
const few = "openai and p-limit(10)";

const base: QuotaSetting = {
  requestsPerSecond: 0,
  tokensPerSecond: 0,
  bucketSeconds: 2,
  medianLatencyMs: 200,
  seed,
  tells: "headers",
};

const trials: readonly Trial[] = [
  { name: "requests scarce", limit: 1.06, setting: { ...base, requestsPerSecond: 40 } },
  { name: "tokens scarce", limit: 1.06, setting: { ...base, tokensPerSecond: 8000 } },
  {
    name: "requests scarce, whole seconds alone tell",
    limit: 1.06,
    setting: { ...base, requestsPerSecond: 40, tells: "seconds" },
  },
  {
    name: "tokens scarce, whole seconds alone tell",
    setting: { ...base, tokensPerSecond: 8000, tells: "seconds" },
  },
  { name: "no quota", limit: 1.1, setting: base },
  {
    name: "no quota, slow model",
    limit: 1.1,
    setting: { ...base, medianLatencyMs: 3000 },
    without: few,
  },
];

/** What a contender made of a setting. */
interface Run {
  durationMs: number;
  succeeded: number;
  refused: number;
}

const measure = (setting: QuotaSetting, contender: Contender, list = prompts): Promise<Run> =>
  new Promise((resolve, reject) => {
    let refused = 0;
    const env = { ...process.env, QUOTA: JSON.stringify(setting) };
    const server = fork(path.join(__dirname, "quotaServer.ts"), { execArgv: process.execArgv, env });
    server.once("exit", () => reject(new Error("The quota server ended before the contender.")));
    server.on("message", (message: { port?: number; isRefused?: boolean }) => {
      if (message.isRefused) refused += 1;
      if (message.port === undefined) return;
      const startMs = performance.now();
      contender(`http://127.0.0.1:${message.port}/openai/v1`, list)
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

const claimsOf = (trial: string, limit: number, run: Run, optimumMs: number): Claim[] => [
  { name: `bulk, ${trial}, times the optimum`, value: run.durationMs / optimumMs, limit, bound: "most" },
  { name: `bulk, ${trial}, prompts lost`, value: promptCount - run.succeeded, limit: 0, bound: "most" },
  { name: `bulk, ${trial}, % refused`, value: (100 * run.refused) / promptCount, limit: 2, bound: "most" },
];

const tooLarge = "more than the quota ever takes";

/** How much longer 300 prompts take than 299 of them, because one is too large; each as the median of three runs. */
const benchTooLarge = async (contender: Contender): Promise<Claim[]> => {
  const others = prompts.slice(0, 299);
  const all = [...others.slice(0, 10), tooLarge, ...others.slice(10)];
  const setting = { ...base, medianLatencyMs: 30, tooLarge };
  const medianOf = async (list: string[]): Promise<number> => {
    const durations: number[] = [];
    for (let run = 0; run < 3; run += 1) durations.push((await measure(setting, contender, list)).durationMs);
    return durations.sort((left, right) => left - right)[1] ?? Number.NaN;
  };
  const value = (await medianOf(all)) / (await medianOf(others));
  return [
    { name: "bulk, 300 prompts with one too large, times the other 299", value, limit: 1.3, bound: "most" },
  ];
};

/**
 * How long the prompts take where each starts as soon as the requests of two such deployments allow: the server draws
 * the latencies in the order in which requests come. A run this short ends with the slowest of its last answers.
 */
const jointOptimumMs = (setting: QuotaSetting): number => {
  const drawMs = latencies(setting);
  const perSecond = 2 * setting.requestsPerSecond;
  const ends = prompts.map((_prompt, index) => {
    const startMs = Math.max(0, (index + 1) / perSecond - setting.bucketSeconds) * 1000;
    return startMs + drawMs();
  });
  return Math.max(...ends);
};

/** 500 prompts that are spread over two deployments, each with the quota of the first trial. */
const benchSpread = async (dist: string): Promise<Claim[]> => {
  const spread = { fallbackModels: ["second"], bulkOptions: { spread: true } };
  const setting = { ...base, requestsPerSecond: 40 };
  const run = await measure(setting, connectorOf(dist, spread));
  return claimsOf("spread over two deployments", 1.06, run, jointOptimumMs(setting));
};

/** 20,000 short texts that become vectors under a quota of tokens, in calls of many texts each. */
const benchEmbeddings = async (dist: string): Promise<Claim[]> => {
  const texts = Array.from(
    { length: 20_000 },
    (_, index) => `${index} ${"x".repeat(20 + ((index * 7919) % 60))}`,
  );
  const setting = { ...base, tokensPerSecond: 20_000 };
  // The bundle loads what an action needs at its first run; loading is measured by itself.
  await measure({ ...base, medianLatencyMs: 1 }, embeddingsOf(dist), ["first"]);
  const { durationMs, succeeded } = await measure(setting, embeddingsOf(dist), texts);
  // In a request, a text has its quotes and a comma beside it.
  const tokens = texts.reduce((sum, { length }) => sum + (length + 3) / 4, 0);
  const { tokensPerSecond, bucketSeconds, medianLatencyMs } = setting;
  const optimumMs = (tokens / tokensPerSecond - bucketSeconds) * 1000 + medianLatencyMs;
  const name = "embeddings: 20,000 short texts under a token quota";
  return [
    { name: `${name}, times the optimum`, value: durationMs / optimumMs, limit: 1.06, bound: "most" },
    { name: `${name}, texts lost`, value: texts.length - succeeded, limit: 0, bound: "most" },
  ];
};

/** Measures 500 prompts against quotas, with one setting for all, beside what is written where there is no connector. */
export const benchBulk = async (dist: string): Promise<Claim[]> => {
  const contenders: Readonly<Record<string, Contender>> = {
    [us]: connectorOf(dist),
    [many]: sdkWithLimit(50),
    [few]: sdkWithLimit(10),
    "@langchain/openai batch, 50": langChain(50),
  };
  const claims = [
    ...(await benchTooLarge(connectorOf(dist))),
    ...(await benchSpread(dist)),
    ...(await benchEmbeddings(dist)),
  ];
  const rows: string[][] = [];
  for (const { name, setting, limit, without } of trials) {
    const runs = new Map<string, Run>();
    for (const [who, contender] of Object.entries(contenders)) {
      if (who !== without) runs.set(who, await measure(setting, contender));
    }
    // Without a quota, what fifty at a time can do is what fifty calls without any pacing do.
    const isFree = setting.requestsPerSecond === 0 && setting.tokensPerSecond === 0;
    const optimumMs = isFree ? (runs.get(many)?.durationMs ?? Number.NaN) : quotaOptimumMs(setting);
    for (const [who, { durationMs, succeeded, refused }] of runs) {
      const seconds = (durationMs / 1000).toFixed(1);
      const lost = String(promptCount - succeeded);
      rows.push([name, who, seconds, (durationMs / optimumMs).toFixed(2), lost, String(refused)]);
    }
    const ours = runs.get(us);
    if (ours && limit !== undefined) claims.push(...claimsOf(name, limit, ours, optimumMs));
  }
  console.log(`${promptCount} prompts, one run each`);
  printTable(["quota", "", "seconds", "times the optimum", "lost", "refusals"], rows);
  return claims;
};
