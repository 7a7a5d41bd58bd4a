/** How one task ended. */
export type Settled<Output> = { status: "succeeded"; value: Output } | { status: "failed"; error: unknown };

/** How a run of many tasks is bounded. */
export interface RunOptions {
  /** Tasks under way at once, at most. */
  concurrency: number;
  /** Asked before each task starts; once it says false, no further task is started. */
  mayStart(): boolean;
  /** Called when a task fails; true ends the run by throwing that task's error. */
  isFatal?(error: unknown, succeeded: number): boolean;
}

/**
 * Runs a task for every item, several at a time. Results stand in the order of the items; an item that was never
 * started has undefined.
 * @throws the first error that `isFatal` calls so, once the tasks under way have ended.
 */
export const runOrdered = async <Item, Output>(
  items: readonly Item[],
  task: (item: Item, index: number) => Promise<Output>,
  options: RunOptions,
): Promise<Array<Settled<Output> | undefined>> => {
  const results = new Array<Settled<Output> | undefined>(items.length).fill(undefined);
  let next = 0;
  let succeeded = 0;
  let fatal: { error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    while (next < items.length && !fatal && options.mayStart()) {
      const index = next;
      next += 1;
      try {
        results[index] = { status: "succeeded", value: await task(items[index] as Item, index) };
        succeeded += 1;
      } catch (error) {
        results[index] = { status: "failed", error };
        if (options.isFatal?.(error, succeeded)) fatal ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.concurrency, items.length) }, worker));
  if (fatal && succeeded === 0) throw fatal.error;
  return results;
};
