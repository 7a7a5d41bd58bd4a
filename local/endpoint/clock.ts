/** Time as the endpoint sees it, so that a test can turn the hands itself. */
export interface Clock {
  nowMs(): number;
  /** Resolves after the wait, or at once when the signal fires. */
  wait(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own time. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  wait: (delayMs, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};
