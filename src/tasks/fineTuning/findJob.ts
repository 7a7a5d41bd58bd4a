import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { Client } from "../../client/createClient";
import { optional } from "../../inputs/optional";
import { filledText, jobSuffix } from "../../output/jobFields";
import { unixSeconds } from "../../output/unixSeconds";
import { fieldsOf } from "../../text/isObject";
import { readPages } from "../lists/readPages";
import type { JobRequest } from "./jobRequest";

/** What tells a job that was asked for from all others. */
export interface SoughtJob {
  request: Pick<JobRequest, "baseModel" | "trainingFileId" | "validationFileId" | "suffix" | "seed">;
  /** Kept with the job under `markerName`, where the service keeps metadata. */
  marker: string;
  /** Where no marker is kept, jobs that were created before are others; in seconds since the epoch. */
  createdFrom?: number | undefined;
}

/** Under this name the marker is in the metadata of a job. */
export const markerName = "step_run";

const pageSize = 100;
/** A resource of Azure keeps 100 jobs. */
const mostRead = 500;

/** A model is answered as it was asked for, or with the version that its name stands for. */
const isModel = (answered: string | null, asked: string): boolean =>
  answered !== null && (answered === asked || answered.startsWith(`${asked}-`));

const isSought = (job: unknown, { request, marker, createdFrom }: SoughtJob): boolean => {
  const { metadata, model, training_file, validation_file, seed, created_at } = fieldsOf(job);
  const kept = fieldsOf(metadata)[markerName];
  if (kept !== undefined) return kept === marker;
  const suffix = jobSuffix(job);
  const createdAt = unixSeconds(created_at);
  return (
    filledText(training_file) === request.trainingFileId &&
    filledText(validation_file) === (request.validationFileId ?? null) &&
    isModel(filledText(model), request.baseModel) &&
    (suffix === null || suffix === request.suffix) &&
    (request.seed === undefined || seed === request.seed) &&
    (createdFrom === undefined || createdAt === undefined || createdAt >= createdFrom)
  );
};

/**
 * Looks for a job that was asked for and may have been created: by its marker, else by its files, model, suffix, seed
 * and time.
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
