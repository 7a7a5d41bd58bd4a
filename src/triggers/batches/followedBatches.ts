import type { Batch } from "openai/resources/batches";
import { batchEnd, batchSummary, endedAt } from "../../output/batchSummary";
import { unixSeconds } from "../../output/unixSeconds";
import type { FollowedKind } from "../ends/followedKind";

/** Batches as they are followed to their end. */
export const followedBatches: FollowedKind<Batch> = {
  idOf: (batch) => batchSummary(batch).id,
  hasEnded: (batch) => batchEnd(batch) !== undefined,
  endedAt,
  listedAt: ({ created_at }) => unixSeconds(created_at),
  createdAt: (batch) => unixSeconds(batch.created_at) ?? unixSeconds(batch.in_progress_at) ?? endedAt(batch),
  list: (client, query) => client.withResource((openai) => openai.batches.list(query)),
  retrieve: (client, id) => client.withResource((openai) => openai.batches.retrieve(id)),
  unknown: (id, createdAt) => ({ id, created_at: createdAt }) as Batch,
};
