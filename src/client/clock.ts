/** The only source of time in `src`: everything that waits or measures asks it, so that tests never sleep. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `delayMs`; the function it returns cancels that. */
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

/** Replaces the clock for the whole process and returns a function that puts the former one back. */
export const useClock = (replacement: Clock): (() => void) => {
  const former = current;
  current = replacement;
  return () => {
    current = former;
  };
};

/**
 * Waits: over when the time has passed, or at once when the signal ends them. Either way, its timer and its
 * listener are removed.
 */
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

/** The clock in force, by delegation: a replacement takes effect for code that already holds this object. */
export const clock: Clock & { wait: typeof wait } = {
  now: () => current.now(),
  after: (delayMs, callback) => current.after(delayMs, callback),
  wait,
};
