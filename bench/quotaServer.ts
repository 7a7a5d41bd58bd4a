import http from "node:http";
import { latencies } from "./latencies";

/** How the quota server is set up; it is handed over as JSON in the environment variable QUOTA. */
export interface QuotaSetting {
  /** Units that are refilled in a second; 0 for no quota. */
  requestsPerSecond: number;
  tokensPerSecond: number;
  bucketSeconds: number;
  /** headers: x-ratelimit-* and retry-after-ms; seconds: Retry-After in whole seconds alone. */
  tells: "headers" | "seconds";
  medianLatencyMs: number;
  seed: number;
  /** A request that holds this text is more than the quota ever takes, and is told so. */
  tooLarge?: string;
}

const setting = JSON.parse(process.env["QUOTA"] ?? "{}") as QuotaSetting;
const { bucketSeconds, tells } = setting;

const latencyMs = latencies(setting);

const bucket = (perSecond: number) => ({
  perMs: perSecond / 1000,
  level: perSecond * bucketSeconds,
  refilledAtMs: performance.now(),
});
const newBuckets = () => ({
  requests: bucket(setting.requestsPerSecond),
  tokens: bucket(setting.tokensPerSecond),
});

/** Each deployment has a quota of its own. */
const deployments = new Map<string, ReturnType<typeof newBuckets>>();

const refilled = (deployment: string): ReturnType<typeof newBuckets> => {
  const buckets = deployments.get(deployment) ?? newBuckets();
  deployments.set(deployment, buckets);
  const nowMs = performance.now();
  for (const one of Object.values(buckets)) {
    const most = one.perMs * 1000 * bucketSeconds;
    one.level = Math.min(most, one.level + one.perMs * (nowMs - one.refilledAtMs));
    one.refilledAtMs = nowMs;
  }
  return buckets;
};

const completion = (tokens: number): string =>
  JSON.stringify({
    id: "chatcmpl-bench",
    object: "chat.completion",
    created: 1_795_219_200,
    model: "bench",
    choices: [
      { index: 0, finish_reason: "stop", message: { role: "assistant", content: "Hello", refusal: null } },
    ],
    usage: { prompt_tokens: tokens - 10, completion_tokens: 10, total_tokens: tokens },
  });

/** What a quota takes for the answer of a chat; embeddings have none. */
const answerTokens = 50;

const vector = Buffer.alloc(32, 1).toString("base64");

const embeddings = (input: readonly unknown[], tokens: number): string =>
  JSON.stringify({
    object: "list",
    data: input.map((_, index) => ({ object: "embedding", index, embedding: vector })),
    model: "bench",
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });

const tooLarge = JSON.stringify({
  error: {
    message:
      "Request too large for bench on tokens per min (TPM): Limit 30000, Requested 41234. The input or output tokens must be reduced in order to run successfully.",
    type: "tokens",
    param: null,
    code: "rate_limit_exceeded",
  },
});

const server = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    if (setting.tooLarge !== undefined && body.includes(setting.tooLarge)) {
      process.send?.({ isRefused: true });
      response.writeHead(429, { "content-type": "application/json" }).end(tooLarge);
      return;
    }
    const { model, input } = JSON.parse(String(body));
    const tokens = Math.ceil(body.length / 4) + (Array.isArray(input) ? 0 : answerTokens);
    const buckets = refilled(String(model));
    const costs = { requests: 1, tokens };
    const waits = (["requests", "tokens"] as const).map((unit) => {
      const { perMs, level } = buckets[unit];
      return perMs === 0 ? 0 : Math.max(0, (costs[unit] - level) / perMs);
    });
    const waitMs = Math.max(...waits);
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (waitMs === 0) for (const unit of ["requests", "tokens"] as const) buckets[unit].level -= costs[unit];
    for (const unit of ["requests", "tokens"] as const) {
      if (tells !== "headers" || buckets[unit].perMs === 0) continue;
      headers[`x-ratelimit-limit-${unit}`] = String(Math.round(buckets[unit].perMs * 60_000));
      headers[`x-ratelimit-remaining-${unit}`] = String(Math.floor(Math.max(0, buckets[unit].level)));
    }
    process.send?.({ isRefused: waitMs > 0 });
    if (waitMs === 0) {
      const answer = Array.isArray(input) ? embeddings(input, tokens) : completion(tokens);
      setTimeout(() => response.writeHead(200, headers).end(answer), latencyMs());
      return;
    }
    headers["retry-after"] = String(Math.ceil(waitMs / 1000));
    if (tells === "headers") headers["retry-after-ms"] = String(Math.ceil(waitMs));
    response
      .writeHead(429, headers)
      .end(JSON.stringify({ error: { code: "429", message: "Rate limit is exceeded." } }));
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) process.send?.({ port: address.port });
});
process.on("disconnect", () => process.exit());
