import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { Client } from "../../client/createClient";
import { optional } from "../../inputs/optional";
import { readPages } from "../lists/readPages";

const pageSize = 100;
/** A resource of Azure keeps 100 jobs. */
const mostRead = 500;

/**
 * Reads the jobs of a service, up to 500.
 * @param isEnough - true for jobs behind which nothing is looked for
 * @throws AzureOpenAIError or ConnectionError when the list can't be read.
 */
export const readJobs = async (
  client: Client,
  isEnough: (jobs: readonly FineTuningJob[]) => boolean = () => false,
): Promise<FineTuningJob[]> => {
  const { entries } = await readPages<FineTuningJob>({
    ask: (after) =>
      client.withResource((openai) =>
        openai.fineTuning.jobs.list({ limit: pageSize, ...optional("after", after) }),
      ),
    isEnough: (jobs) => jobs.length >= mostRead || isEnough(jobs),
  });
  return entries;
};
