/** The only source of time in `src`, so that tests can replace it and need not sleep. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `delayMs`. The returned function cancels the callback. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Longest delay that Node's timers accept; a larger one would fire at once. */
const longestTimerMs = 2_147_483_647;

const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, Math.min(delayMs, longestTimerMs));
    return () => clearTimeout(timer);
  },
};

let current = systemClock;

/** Replaces the clock of the whole process; the returned function restores the former one. */
export const useClock = (replacement: Clock): (() => void) => {
  const former = current;
  current = replacement;
  return () => {
    current = former;
  };
};

/** Waits for the time to pass, or for the signal to abort. Either way, the timer and the listener are removed. */
const wait = (delayMs: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (!signal) return void current.after(delayMs, resolve);
    if (signal.aborted) return resolve();
    const end = (_passed?: unknown): void => {
      cancel();
      signal.removeEventListener("abort", end);
      resolve();
    };
    signal.addEventListener("abort", end);
    const cancel = current.after(delayMs, end);
  });

/** Delegates to the clock in use, so that a replacement takes effect for all who import this object. */
export const clock: Clock & { wait: typeof wait } = {
  now: () => current.now(),
  after: (delayMs, callback) => current.after(delayMs, callback),
  wait,
};
