/** How one item ended. */
export type Settled<Output> = { status: "succeeded"; value: Output } | { status: "failed"; error: unknown };

/**
 * What an error means: failed is the item's own; unfinished is that time ran out, so that the item is as if never
 * started and no other starts; fatal would meet every item, so that no other starts either.
 */
export type Verdict = "failed" | "unfinished" | "fatal";

/** How a run of many items is bounded. */
export interface RunOptions {
  /** Items under way at once, at most. */
  concurrency: number;
  /** Asked before each item starts; once it says false, no further item is started. */
  mayStart(): boolean;
  /** What an item's error means for the run; "failed" when absent. */
  judge?(error: unknown): Verdict;
}

/**
 * Runs an item for every item, several at a time. Results stand in the order of the items; an item that was never
 * finished has undefined.
 * @throws a fatal error when nothing succeeded; an unfinished item's error when no item has a result at all.
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
