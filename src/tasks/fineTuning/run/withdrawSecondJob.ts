import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import { clock } from "../../../client/clock";
import type { Client } from "../../../client/createClient";
import { isOwnError } from "../../../client/errors/errors";
import type { SoughtJob } from "../soughtJob";
import { findRunJob, secondJobWarning } from "./findRunJob";

/** A job that was created is not in the list at once. */
const lookWaitsMs = [2_000, 5_000];

/** The oldest job that the list shows; undefined where it can't be read, or does not show even the one created. */
const oldestOf = async (client: Client, sought: SoughtJob): Promise<FineTuningJob | undefined> => {
  try {
    for (const waitMs of lookWaitsMs) {
      await clock.wait(Math.min(waitMs, client.remainingMs()), client.signal);
      const { job } = await findRunJob(client, sought);
      if (job) return job;
    }
  } catch (error) {
    // The next run finds the oldest one all the same.
    if (!isOwnError(error)) throw error;
  }
  return undefined;
};

/**
 * Looks whether another process created the same job at the same time: all keep the oldest one, and whoever created a
 * later one cancels it before it has begun, which costs nothing.
 * @returns the job that counts, and what to say of a second one that goes on
 */
export const withdrawSecondJob = async (
  client: Client,
  created: FineTuningJob,
  sought: SoughtJob,
): Promise<{ job: FineTuningJob; warning?: string }> => {
  const job = await oldestOf(client, sought);
  if (!job || job.id === created.id) return { job: created };
  try {
    await client.withResource((openai) => openai.fineTuning.jobs.cancel(created.id));
    return { job };
  } catch (error) {
    if (!isOwnError(error)) throw error;
    return { job, warning: `${secondJobWarning(created)} ${error.message}` };
  }
};
