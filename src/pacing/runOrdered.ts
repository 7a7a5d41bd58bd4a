/** How one item ended. */
export type Settled<Output> = { status: "succeeded"; value: Output } | { status: "failed"; error: unknown };

/**
 * What an item's error means. failed: the item alone failed. unfinished: the time ran out; the item has no result,
 * and no further item starts. fatal: every item would fail; no further item starts.
 */
export type Verdict = "failed" | "unfinished" | "fatal";

/** How a run of many items is bounded. */
export interface RunOptions {
  /** Items under way at once, at most. */
  concurrency: number;
  /** Called before each item starts; once it returns false, no further item starts. */
  mayStart(): boolean;
  /** What an item's error means for the run; "failed" when absent. */
  judge?(error: unknown): Verdict;
}

/**
 * Runs the items, several at a time. Results stand in the order of the items; an item that has not ended has
 * undefined.
 * @throws the fatal error when nothing succeeded; the error of an unfinished item when no item has a result.
 */
export const runOrdered = async <Item, Output>(
  items: readonly Item[],
  runItem: (item: Item, index: number) => Promise<Output>,
  options: RunOptions,
): Promise<Array<Settled<Output> | undefined>> => {
  const results = new Array<Settled<Output> | undefined>(items.length).fill(undefined);
  let next = 0;
  let succeeded = 0;
  let end: { error: unknown; verdict: Verdict } | undefined;
  const settle = (index: number, error: unknown): void => {
    const verdict = options.judge?.(error) ?? "failed";
    if (verdict !== "unfinished") results[index] = { status: "failed", error };
    if (verdict !== "failed") end ??= { error, verdict };
  };
  const worker = async (): Promise<void> => {
    while (next < items.length && !end && options.mayStart()) {
      const index = next;
      next += 1;
      try {
        results[index] = { status: "succeeded", value: await runItem(items[index] as Item, index) };
        succeeded += 1;
      } catch (error) {
        settle(index, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.concurrency, items.length) }, worker));
  const hasNothing =
    succeeded === 0 && (end?.verdict === "fatal" || results.every((result) => result === undefined));
  if (end && hasNothing) throw end.error;
  return results;
};
