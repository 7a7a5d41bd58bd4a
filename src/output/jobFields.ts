import { fineTuningMend, flaggedIn } from "../text/fineTuningProblem";
import { fieldsOf, type JsonObject } from "../text/isObject";
import { statedProblem } from "./statedProblem";
import { unixSeconds } from "./unixSeconds";

/** How a fine-tuning job can end. */
export const jobEnds = ["succeeded", "failed", "cancelled"] as const;

/** One way in which a job ends. */
type JobEnd = (typeof jobEnds)[number];

/** Why a job failed. */
export interface JobProblem {
  code: string | null;
  message: string;
  /** The field that is to blame, such as training_file; it is right where the words say another. */
  param: string | null;
  /** What to do about it; null where that is not known. */
  mend: string | null;
  /** The lines of the file that a check names, from 1. */
  flaggedLines: number[];
  /** What it found in them, such as hate. */
  categories: string[];
}

/** A text that says something; null for anything else. */
export const filledText = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : null;

const spellings: ReadonlyMap<string, string> = new Map(
  Object.entries({
    canceled: "cancelled",
    validatingfiles: "validating_files",
    completed: "succeeded",
  }),
);

/** The status in lower case and one spelling, whatever the service writes; "" where it says none. */
export const jobStatus = (job: unknown): string => {
  const word = (filledText(fieldsOf(job)["status"]) ?? "").toLowerCase().replace(/[\s-]+/g, "_");
  return spellings.get(word) ?? word;
};

/** How a job ended; undefined while it goes on. */
export const jobEnd = (job: unknown): JobEnd | undefined => {
  const status = jobStatus(job);
  return jobEnds.find((end) => end === status);
};

/** Id of a job, or "". */
export const jobId = (job: unknown): string => {
  const { id } = fieldsOf(job);
  return typeof id === "string" || typeof id === "number" ? String(id) : "";
};

/** When a finished job ended, in seconds since the epoch; undefined while it goes on or does not say. */
export const jobEndedAt = (job: unknown): number | undefined =>
  jobEnd(job) && unixSeconds(fieldsOf(job)["finished_at"]);

/** Why a job failed. A healthy one has an error as well on OpenAI, of nulls: only the status tells that it failed. */
export const jobProblem = (job: unknown): JobProblem | null => {
  const { error } = fieldsOf(job);
  const stated = statedProblem(error);
  const isTold = jobEnd(job) === "failed" || (stated && /unable to be deployed/i.test(stated.message));
  if (!isTold) return null;
  const message = stated?.message ?? "The job failed, and the service does not say why.";
  const { lines, categories } = flaggedIn(message);
  return {
    code: stated?.code ?? null,
    message,
    param: filledText(fieldsOf(error)["param"]),
    mend: fineTuningMend(stated?.code, message) ?? null,
    flaggedLines: lines,
    categories,
  };
};

/** The fine-tuned model's name; null while there is none. */
export const fineTunedModel = (job: unknown): string | null => filledText(fieldsOf(job)["fine_tuned_model"]);

/** The suffix from whichever field the service has, else from the name of OpenAI's model, `ft:base:org:suffix:id`. */
export const jobSuffix = (job: unknown): string | null => {
  const { suffix, user_provided_suffix } = fieldsOf(job);
  const named = filledText(suffix) ?? filledText(user_provided_suffix);
  if (named !== null) return named;
  const parts = fineTunedModel(job)?.split(":") ?? [];
  return parts[0] === "ft" && parts.length >= 5 ? filledText(parts[3]) : null;
};

/** A hyperparameter: a number, or that the service chooses it, which it writes as "auto" or -1. */
type Hyperparameter = number | string | null;

const readHyperparameter = (value: unknown): Hyperparameter => {
  if (value === -1 || value === "-1" || value === "auto") return "chosen by the service";
  if (typeof value === "number" && Number.isFinite(value)) return value;
  return filledText(value);
};

/** How a job trains, by names that are the same on every service. */
export const jobMethod = (job: unknown): { method: string | null; hyperparameters: JsonObject } => {
  const { method, hyperparameters } = fieldsOf(job);
  const kind = filledText(fieldsOf(method)["type"]);
  const own = fieldsOf(fieldsOf(fieldsOf(method)[kind ?? ""])["hyperparameters"]);
  const all = { ...fieldsOf(hyperparameters), ...own };
  return {
    method: kind === "dpo" ? "preference" : kind,
    hyperparameters: Object.fromEntries(
      Object.entries(all)
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([name, value]) => [name, readHyperparameter(value)]),
    ),
  };
};
