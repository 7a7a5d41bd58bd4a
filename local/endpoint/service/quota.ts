import type { Api } from "../server/address";
import { type Answer, jsonAnswer } from "../server/answer";
import type { Clock } from "../server/clock";
import { rateLimitError } from "../server/injectFault";

/** How much the endpoint lets through, and how it tells. */
export interface QuotaOptions {
  requestsPerMinute?: number;
  tokensPerMinute?: number;
  /** Default: as the api asked for would. */
  headers?: "azure" | "openai" | "retryAfterOnly" | "none";
}

/** What the quota says of one request: headers for its answer, and the refusal when it is over. */
interface QuotaVerdict {
  headers: Record<string, string>;
  refusal: Answer | undefined;
}

/** What is left of one of the limits. */
export interface QuotaLevel {
  name: "requests" | "tokens";
  perMinute: number;
  remaining: number;
  /** How long until all of it is there again. */
  resetMs: number;
}

/** A bucket that starts full, holds one minute's worth and refills all the time. */
class TokenBucket {
  private level: number;
  private updatedAtMs: number;

  constructor(
    readonly perMinute: number,
    private readonly clock: Clock,
  ) {
    this.level = perMinute;
    this.updatedAtMs = clock.nowMs();
  }

  /** How long until the cost fits; 0 when it does now. A cost above a whole minute's never fits. */
  waitMs(cost: number): number {
    this.refill();
    const missing = Math.min(cost, this.perMinute) - this.level;
    if (cost > this.perMinute) return 60_000;
    return missing <= 0 ? 0 : Math.ceil((missing * 60_000) / this.perMinute);
  }

  take(cost: number): void {
    this.level -= cost;
  }

  get remaining(): number {
    return Math.max(0, Math.floor(this.level));
  }

  /** How long until the bucket is full again. */
  get resetMs(): number {
    return Math.ceil(((this.perMinute - this.level) * 60_000) / this.perMinute);
  }

  refill(): void {
    const nowMs = this.clock.nowMs();
    const gained = ((nowMs - this.updatedAtMs) * this.perMinute) / 60_000;
    this.level = Math.min(this.perMinute, this.level + gained);
    this.updatedAtMs = nowMs;
  }
}

/** Requests and tokens of the last minute, counted as the service does: estimated before running. */
export class Quota {
  private readonly buckets: { name: "requests" | "tokens"; bucket: TokenBucket }[] = [];

  constructor(
    private readonly options: QuotaOptions,
    clock: Clock,
  ) {
    const { requestsPerMinute, tokensPerMinute } = options;
    if (requestsPerMinute !== undefined) {
      this.buckets.push({ name: "requests", bucket: new TokenBucket(requestsPerMinute, clock) });
    }
    if (tokensPerMinute !== undefined) {
      this.buckets.push({ name: "tokens", bucket: new TokenBucket(tokensPerMinute, clock) });
    }
  }

  /** What is left now. */
  levels(): QuotaLevel[] {
    return this.buckets.map(({ name, bucket }) => {
      bucket.refill();
      const { perMinute, remaining, resetMs } = bucket;
      return { name, perMinute, remaining, resetMs };
    });
  }

  spend(estimatedTokens: number, api: Api): QuotaVerdict {
    const cost = { requests: 1, tokens: estimatedTokens };
    const waits = this.buckets.map(({ name, bucket }) => ({ name, waitMs: bucket.waitMs(cost[name]) }));
    const longest = waits.toSorted((a, b) => b.waitMs - a.waitMs)[0];
    const isOver = longest !== undefined && longest.waitMs > 0;
    if (!isOver) for (const { name, bucket } of this.buckets) bucket.take(cost[name]);
    const style = this.options.headers ?? (api === "openai" ? "openai" : "azure");
    const headers = style === "azure" || style === "openai" ? this.limitHeaders(style) : {};
    if (!isOver) return { headers, refusal: undefined };
    const seconds = Math.ceil(longest.waitMs / 1000);
    const message = `Rate limit of ${longest.name} per minute is exceeded. Try again in ${seconds} seconds.`;
    if (style !== "none") headers["retry-after"] = String(seconds);
    if (style === "azure" || style === "openai") headers["retry-after-ms"] = String(longest.waitMs);
    return { headers, refusal: { ...jsonAnswer(rateLimitError(api, message), 429), decidedBy: "quota" } };
  }

  private limitHeaders(style: "azure" | "openai"): Record<string, string> {
    const headers: Record<string, string> = {};
    for (const { name, bucket } of this.buckets) {
      headers[`x-ratelimit-limit-${name}`] = String(bucket.perMinute);
      headers[`x-ratelimit-remaining-${name}`] = String(bucket.remaining);
      headers[`x-ratelimit-reset-${name}`] =
        style === "azure" ? String(Math.ceil(bucket.resetMs / 1000)) : formatDuration(bucket.resetMs);
    }
    return headers;
  }
}

/** OpenAI's way of writing a duration: `12ms`, `1.5s`, `1m0s`. */
export const formatDuration = (durationMs: number): string => {
  if (durationMs < 1000) return `${durationMs}ms`;
  const minutes = Math.floor(durationMs / 60_000);
  const seconds = Number(((durationMs % 60_000) / 1000).toFixed(3));
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
};

/** The service's estimate before it runs a request: the body's length and the answer it may write. */
export const estimateTokens = (bodyBytes: number, body: Record<string, unknown>): number => {
  const promptTokens = Math.ceil(Math.min(bodyBytes, 4_000_000) / 4);
  const asked = body["max_completion_tokens"] ?? body["max_output_tokens"] ?? body["max_tokens"];
  return promptTokens + (typeof asked === "number" ? asked : 0);
};
