import { filledText, jobMethod, jobSuffix } from "../../output/jobFields";
import { unixSeconds } from "../../output/unixSeconds";
import { fieldsOf } from "../../text/isObject";
import { isSameName } from "../../text/isSameName";
import type { JobRequest } from "./jobRequest";

/** What tells a job that was asked for from all others. */
export interface SoughtJob {
  request: Omit<JobRequest, "trainingFileId"> & {
    /** Absent while the files are not made. */
    trainingFileId: string | undefined;
  };
  /** Kept with the job under `markerName`, where the service keeps metadata. */
  marker: string;
  /** True where the suffix ends in a part of the marker, so that it tells the job by itself. */
  hasMarkedSuffix?: boolean | undefined;
  /** Where no marker is kept, jobs that were created before are others; in seconds since the epoch. */
  createdFrom?: number | undefined;
}

/** Under this name the marker is in the metadata of a job. */
export const markerName = "step_run";

/** A model is answered as it was asked for, or with the version that its name stands for: gpt-4.1-mini is none of gpt-4.1. */
export const isModel = (answered: string | null, asked: string): boolean => {
  if (answered === null || !answered.startsWith(asked)) return false;
  return /^(?:-\d{4}(?:-\d{2}-\d{2})?)?$/.test(answered.slice(asked.length));
};

/** False where the job tells another setting than was asked for; what it does not tell is no difference. */
const fitsSettings = (
  job: unknown,
  { method, hyperparameters, seed, extraParameters }: JobSettings,
): boolean => {
  // What is merged into a request may be any of these.
  if (extraParameters) return true;
  const { seed: toldSeed } = fieldsOf(job);
  if (seed !== undefined && typeof toldSeed === "number" && toldSeed !== seed) return false;
  const told = jobMethod(job);
  if (told.method !== null && told.method !== (method ?? "supervised")) return false;
  return Object.entries(hyperparameters ?? {}).every(([name, asked]) => {
    const had = told.hyperparameters[name];
    return typeof had !== "number" || typeof asked !== "number" || had === asked;
  });
};

type JobSettings = SoughtJob["request"];

/** True for the job: by its marker, else by a suffix that has a part of it, else by files, model, settings and time. */
export const isSought = (
  job: unknown,
  { request, marker, hasMarkedSuffix = false, createdFrom }: SoughtJob,
): boolean => {
  const { metadata, model, training_file, validation_file, created_at } = fieldsOf(job);
  const kept = fieldsOf(metadata)[markerName];
  if (kept !== undefined) return kept === marker;
  if (!isModel(filledText(model), request.baseModel) || !fitsSettings(job, request)) return false;
  const suffix = jobSuffix(job);
  const isNamed = suffix === null || isSameName(suffix, request.suffix);
  if (suffix !== null && hasMarkedSuffix) return isNamed;
  const createdAt = unixSeconds(created_at);
  return (
    isNamed &&
    request.trainingFileId !== undefined &&
    filledText(training_file) === request.trainingFileId &&
    filledText(validation_file) === (request.validationFileId ?? null) &&
    (createdFrom === undefined || createdAt === undefined || createdAt >= createdFrom)
  );
};
