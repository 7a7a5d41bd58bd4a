import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import { jobEnd, jobEndedAt, jobId } from "../../output/jobFields";
import { unixSeconds } from "../../output/unixSeconds";
import type { FollowedKind } from "../ends/followedKind";

/**
 * Fine-tuning jobs as they are followed to their end. Only the status says that one has ended: the event "Job
 * succeeded." comes minutes before.
 */
export const followedJobs: FollowedKind<FineTuningJob> = {
  idOf: jobId,
  hasEnded: (job) => jobEnd(job) !== undefined,
  endedAt: jobEndedAt,
  listedAt: ({ created_at }) => unixSeconds(created_at),
  createdAt: (job) => unixSeconds(job.created_at) ?? jobEndedAt(job),
  list: (client, query) => client.withResource((openai) => openai.fineTuning.jobs.list(query)),
  retrieve: (client, id) => client.withResource((openai) => openai.fineTuning.jobs.retrieve(id)),
  unknown: (id, createdAt) => ({ id, created_at: createdAt }) as FineTuningJob,
};
