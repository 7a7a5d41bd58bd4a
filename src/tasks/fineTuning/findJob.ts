import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { Client } from "../../client/createClient";
import { unixSeconds } from "../../output/unixSeconds";
import { readJobs } from "./readJobs";
import { isSought, type SoughtJob } from "./soughtJob";

/**
 * Looks for a job that was asked for and may have been created.
 * @returns the newest one that fits; undefined for none.
 * @throws AzureOpenAIError or ConnectionError when the list can't be read.
 */
export const findJob = async (client: Client, sought: SoughtJob): Promise<FineTuningJob | undefined> => {
  const isIt = (job: FineTuningJob): boolean => isSought(job, sought);
  const jobs = await readJobs(client, (read) => read.some(isIt));
  return jobs
    .filter(isIt)
    .toSorted((left, right) => (unixSeconds(right.created_at) ?? 0) - (unixSeconds(left.created_at) ?? 0))[0];
};
