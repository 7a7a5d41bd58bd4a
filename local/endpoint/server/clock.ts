/** The endpoint's time, which a test can set. */
export interface Clock {
  nowMs(): number;
  /** Resolves after the wait, or at once when the signal fires. */
  wait(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** The longest wait of a timer: one for longer, or for ever, would fire at once. */
export const longestTimerMs = 2 ** 31 - 1;

/** The machine's own time. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  wait: (delayMs, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const finish = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", finish);
        resolve();
      };
      const timer = setTimeout(finish, delayMs);
      signal?.addEventListener("abort", finish);
    }),
};
