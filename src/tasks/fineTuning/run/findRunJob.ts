import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { Client } from "../../../client/createClient";
import { jobEnd, jobStatus, jobSuffix } from "../../../output/jobFields";
import { unixSeconds } from "../../../output/unixSeconds";
import { isSameName } from "../../../text/isSameName";
import { readJobs } from "../readJobs";
import { isSought, type SoughtJob } from "../soughtJob";
import { unmarkedSuffix } from "./runMarker";

/** The jobs of a service that belong to a run, and one that could be taken for one. */
interface RunJobs {
  /** The one that counts: the oldest that was not cancelled. */
  job: FineTuningJob | undefined;
  /** A second one that goes on beside it. */
  second: FineTuningJob | undefined;
  /** Another job by the name that was asked for. */
  namesake: FineTuningJob | undefined;
}

const byAge = (one: FineTuningJob, other: FineTuningJob): number =>
  (unixSeconds(one.created_at) ?? 0) - (unixSeconds(other.created_at) ?? 0) || (one.id < other.id ? -1 : 1);

/**
 * Looks for the job of a run: whoever looks finds the same one.
 * @throws AzureOpenAIError or ConnectionError when the list can't be read.
 */
export const findRunJob = async (client: Client, sought: SoughtJob): Promise<RunJobs> => {
  const entries = await readJobs(client);
  const own = entries.filter((job) => isSought(job, sought)).sort(byAge);
  const job = own.find((one) => jobStatus(one) !== "cancelled") ?? own[0];
  const name = unmarkedSuffix(sought.request.suffix ?? "");
  return {
    job,
    second: own.find((one) => one !== job && jobEnd(one) === undefined),
    namesake: entries.find(
      (one) => !own.includes(one) && isSameName(unmarkedSuffix(jobSuffix(one) ?? ""), name),
    ),
  };
};

/** What to say of a second job. */
export const secondJobWarning = ({ id }: FineTuningJob): string =>
  `The job ${id} is a second one of the same rows: cancel it by Cancel Fine-Tuning Job.`;
