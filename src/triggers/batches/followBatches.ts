import type { Batch } from "openai/resources/batches";
import { batchEnd, batchSummary, endedAt } from "../../output/batchSummary";
import { unixSeconds } from "../../output/unixSeconds";
import { boundedState, markOf, type PollState, settlingTime } from "./pollState";

/** What a poll found. */
interface Followed {
  /** The batches whose end no former poll has seen, earliest end first. */
  finished: Batch[];
  next: PollState;
}

/**
 * When a batch was created, or as near to it as its times tell. One without a readable time counts as new for as
 * long as it is listed, and is told by its id.
 */
const creationOf = (batch: Batch): number | undefined =>
  unixSeconds(batch.created_at) ?? unixSeconds(batch.in_progress_at) ?? endedAt(batch);

/**
 * Compares the batches with what former polls saw. An end is new when the batch was open before, or is neither
 * settled nor known; at the first poll, when it came after `reportedFrom`, in seconds since the epoch.
 */
export const followBatches = (
  state: PollState | undefined,
  batches: readonly Batch[],
  reportedFrom: number,
  nowSeconds: number,
): Followed => {
  const settledBefore = settlingTime(state, nowSeconds);
  const open = new Map<string, number>();
  const known = new Map(state?.known);
  const finished: Batch[] = [];
  for (const batch of batches) {
    const { id } = batchSummary(batch);
    const mark = markOf(id);
    const createdAt = Math.floor(Math.min(creationOf(batch) ?? nowSeconds, nowSeconds));
    const end = known.get(mark);
    if (end) {
      // It stays known even where an outdated copy of the list shows it as open.
      known.set(mark, { ...end, createdAt: Math.max(end.createdAt, createdAt) });
    } else if (batchEnd(batch) === undefined) {
      open.set(id, createdAt);
    } else {
      const isNew = state
        ? state.open.has(id) || createdAt >= state.settledBefore
        : (endedAt(batch) ?? createdAt) >= reportedFrom;
      if (isNew) finished.push(batch);
      if (isNew || createdAt >= settledBefore) known.set(mark, { createdAt, seenAt: nowSeconds });
    }
  }
  finished.sort((left, right) => (endedAt(left) ?? 0) - (endedAt(right) ?? 0));
  return { finished, next: boundedState({ settledBefore, open, known }) };
};
