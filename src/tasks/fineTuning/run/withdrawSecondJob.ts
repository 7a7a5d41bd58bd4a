import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { Client } from "../../../client/createClient";
import { isOwnError } from "../../../client/errors/errors";
import { findRunJob } from "./findRunJob";

/**
 * Looks whether another process created the same job at the same time: all keep the oldest one, and whoever created a
 * later one cancels it before it has begun, which costs nothing.
 * @returns the job that counts
 */
export const withdrawSecondJob = async (
  client: Client,
  created: FineTuningJob,
  sought: Parameters<typeof findRunJob>[1],
): Promise<FineTuningJob> => {
  try {
    const { job } = await findRunJob(client, sought);
    if (!job || job.id === created.id) return created;
    await client.withResource((openai) => openai.fineTuning.jobs.cancel(created.id));
    return job;
  } catch (error) {
    // The next run finds the oldest one all the same.
    if (isOwnError(error)) return created;
    throw error;
  }
};
