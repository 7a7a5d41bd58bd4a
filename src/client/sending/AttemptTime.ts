import type { Step } from "../call";
import { clock } from "../clock";
import { AttemptFailure } from "./attemptFailure";

/**
 * The time of one attempt. It ends at the attempt's time limit, with the step's time, or when the step is cancelled;
 * work that is under way is then told to stop.
 */
export class AttemptTime {
  private failure: AttemptFailure | undefined;
  private giveUp: ((failure: AttemptFailure) => void) | undefined;
  private cancelTimer: () => void;
  private timeoutMs = 0;
  private isOver = false;

  constructor(private readonly step: Step) {
    this.cancelTimer = this.startTimer();
    this.cancel = () => this.end("cancelled");
    step.signal?.addEventListener("abort", this.cancel, { once: true });
  }

  private readonly cancel: () => void;

  /** Counts the attempt's time limit from now on: a streamed answer goes on. The step's time is not longer for it. */
  restart(): void {
    if (this.isOver) return;
    this.cancelTimer();
    this.cancelTimer = this.startTimer();
  }

  /**
   * Sets what to call at the end of the time, in place of the former callback; it is called at once if the time has
   * ended.
   */
  whenOver(giveUp: (failure: AttemptFailure) => void): void {
    this.giveUp = giveUp;
    if (this.failure) giveUp(this.failure);
  }

  /** Removes timer and listener: the attempt is over. */
  stop(): void {
    this.isOver = true;
    this.cancelTimer();
    this.step.signal?.removeEventListener("abort", this.cancel);
  }

  private startTimer(): () => void {
    const { deadlineMs, options } = this.step;
    const remainingMs = deadlineMs - clock.now();
    this.timeoutMs = Math.max(1, Math.min(options.timeoutMs, remainingMs));
    const limit = remainingMs <= options.timeoutMs ? "total" : "attempt";
    return clock.after(this.timeoutMs, () => this.end(limit));
  }

  private end(limit: "attempt" | "total" | "cancelled"): void {
    this.stop();
    this.failure = new AttemptFailure({ type: "timeout", limit, timeoutMs: this.timeoutMs });
    this.giveUp?.(this.failure);
  }
}
