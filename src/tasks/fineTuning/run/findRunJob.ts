import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { Client } from "../../../client/createClient";
import { optional } from "../../../inputs/optional";
import { filledText, jobStatus, jobSuffix } from "../../../output/jobFields";
import { unixSeconds } from "../../../output/unixSeconds";
import { fieldsOf } from "../../../text/isObject";
import { isSameName } from "../../../text/isSameName";
import { readPages } from "../../lists/readPages";
import { markerName } from "../findJob";
import { unmarkedSuffix } from "./runMarker";

/** A job that rows and settings make, as far as it is known before it is there. */
interface SoughtRun {
  marker: string;
  suffix: string;
  baseModel: string;
  trainingFileId: string | undefined;
  validationFileId: string | undefined;
}

/** The jobs of a service that belong to a run, and one that could be taken for one. */
interface RunJobs {
  /** The one that counts: the oldest that was not cancelled. */
  job: FineTuningJob | undefined;
  /** Another job by the name that was asked for. */
  namesake: FineTuningJob | undefined;
}

const pageSize = 100;
const mostRead = 500;

/** By its marker; where the service keeps none, by the end of its suffix; while it tells none, by its files and model. */
const isOf = (job: FineTuningJob, sought: SoughtRun): boolean => {
  const kept = fieldsOf(job.metadata)[markerName];
  if (kept !== undefined) return kept === sought.marker;
  const model = filledText(job.model);
  if (model === null || !model.startsWith(sought.baseModel)) return false;
  const suffix = jobSuffix(job);
  if (suffix !== null) return isSameName(suffix, sought.suffix);
  return (
    sought.trainingFileId !== undefined &&
    filledText(job.training_file) === sought.trainingFileId &&
    filledText(job.validation_file) === (sought.validationFileId ?? null)
  );
};

const byAge = (one: FineTuningJob, other: FineTuningJob): number =>
  (unixSeconds(one.created_at) ?? 0) - (unixSeconds(other.created_at) ?? 0) || (one.id < other.id ? -1 : 1);

/**
 * Looks for the job of a run: whoever looks finds the same one.
 * @throws AzureOpenAIError or ConnectionError when the list can't be read.
 */
export const findRunJob = async (client: Client, sought: SoughtRun): Promise<RunJobs> => {
  const { entries } = await readPages<FineTuningJob>({
    ask: (after) =>
      client.withResource((openai) =>
        openai.fineTuning.jobs.list({ limit: pageSize, ...optional("after", after) }),
      ),
    isEnough: (jobs) => jobs.length >= mostRead,
  });
  const own = entries.filter((job) => isOf(job, sought)).sort(byAge);
  const name = unmarkedSuffix(sought.suffix);
  return {
    job: own.find((job) => jobStatus(job) !== "cancelled") ?? own[0],
    namesake: entries.find(
      (job) => !own.includes(job) && isSameName(unmarkedSuffix(jobSuffix(job) ?? ""), name),
    ),
  };
};
