import type { Answer } from "../../server/answer";
import type { Clock } from "../../server/clock";
import { refuse } from "./refusals";

/** How many requests for one action are taken in how long; those that are refused count as well. */
export interface ThrottleOptions {
  requests: number;
  intervalSeconds: number;
  /** Says the wait in the header `retry-after` as well; by default, the sentence alone does. */
  hasHeader?: boolean;
}

/** Counts the requests for each action. */
export class Throttle {
  private readonly windows = new Map<string, { startedAtMs: number; count: number }>();

  constructor(
    private readonly options: ThrottleOptions | undefined,
    private readonly clock: Clock,
  ) {}

  /** Counts a request, and refuses it above the limit with the wait quoted in the sentence. */
  refuse(action: string): Answer | undefined {
    if (this.options === undefined) return undefined;
    const { requests, intervalSeconds, hasHeader = false } = this.options;
    const nowMs = this.clock.nowMs();
    const endsAtMs = (this.windows.get(action)?.startedAtMs ?? 0) + intervalSeconds * 1000;
    if (nowMs >= endsAtMs) this.windows.set(action, { startedAtMs: nowMs, count: 0 });
    const window = this.windows.get(action);
    if (window === undefined || ++window.count <= requests) return undefined;
    // Each refused request puts the end off: who asks each second is never let in.
    const waitSeconds = intervalSeconds + Math.min(window.count - requests - 1, intervalSeconds);
    window.startedAtMs = nowMs + waitSeconds * 1000 - intervalSeconds * 1000;
    const interval = new Date(intervalSeconds * 1000).toISOString().slice(11, 19);
    const message = `Number of requests for action '${action}' exceeded the limit of '${requests}' for time interval '${interval}'. Please try again after '${waitSeconds}' seconds.`;
    return refuse(
      429,
      "ResourceRequestsThrottled",
      message,
      hasHeader ? { "retry-after": `${waitSeconds}` } : {},
    );
  }
}
