import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { Client } from "../../client/createClient";
import { optional } from "../../inputs/optional";
import { unixSeconds } from "../../output/unixSeconds";
import { readPages } from "../lists/readPages";
import { isSought, type SoughtJob } from "./soughtJob";

const pageSize = 100;
/** A resource of Azure keeps 100 jobs. */
const mostRead = 500;

/**
 * Looks for a job that was asked for and may have been created.
 * @returns the newest one that fits; undefined for none.
 * @throws AzureOpenAIError or ConnectionError when the list can't be read.
 */
export const findJob = async (client: Client, sought: SoughtJob): Promise<FineTuningJob | undefined> => {
  const isIt = (job: FineTuningJob): boolean => isSought(job, sought);
  const { entries } = await readPages<FineTuningJob>({
    ask: (after) =>
      client.withResource((openai) =>
        openai.fineTuning.jobs.list({ limit: pageSize, ...optional("after", after) }),
      ),
    isEnough: (jobs) => jobs.length >= mostRead || jobs.some(isIt),
  });
  return entries
    .filter(isIt)
    .toSorted((left, right) => (unixSeconds(right.created_at) ?? 0) - (unixSeconds(left.created_at) ?? 0))[0];
};
