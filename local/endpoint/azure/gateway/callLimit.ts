import type { Clock } from "../../server/clock";

/** So many calls in so many seconds. */
export interface CallLimitOptions {
  calls: number;
  renewalSeconds: number;
}

/** Counts calls in periods that begin with a call. */
export class CallLimit {
  private count = 0;
  private endsAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly options: CallLimitOptions,
    private readonly clock: Clock,
  ) {}

  /** Counts a call; 0 when it is within the limit, otherwise the seconds until the period is over. */
  spend(): number {
    const nowMs = this.clock.nowMs();
    if (nowMs >= this.endsAtMs) {
      this.count = 0;
      this.endsAtMs = nowMs + this.options.renewalSeconds * 1000;
    }
    if (this.count >= this.options.calls) return Math.ceil((this.endsAtMs - nowMs) / 1000);
    this.count += 1;
    return 0;
  }
}
