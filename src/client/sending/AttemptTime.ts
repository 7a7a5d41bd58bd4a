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
  private readonly cancelTimer: () => void;

  constructor(private readonly step: Step) {
    const remainingMs = step.deadlineMs - clock.now();
    const timeoutMs = Math.max(1, Math.min(step.options.timeoutMs, remainingMs));
    const limit = remainingMs <= step.options.timeoutMs ? "total" : "attempt";
    const end = (reason: "attempt" | "total" | "cancelled"): void => {
      this.stop();
      this.failure = new AttemptFailure({ type: "timeout", limit: reason, timeoutMs });
      this.giveUp?.(this.failure);
    };
    this.cancelTimer = clock.after(timeoutMs, () => end(limit));
    this.cancel = () => end("cancelled");
    step.signal?.addEventListener("abort", this.cancel, { once: true });
  }

  private readonly cancel: () => void;

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
    this.cancelTimer();
    this.step.signal?.removeEventListener("abort", this.cancel);
  }
}
