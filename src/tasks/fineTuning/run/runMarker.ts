import { createHash } from "node:crypto";
import type { JobRequest } from "../jobRequest";
import type { PreparedData } from "../preparedData";

/** A text that is the same for the same values, and for no others. */
export const digestOf = (...values: readonly unknown[]): string =>
  createHash("sha256")
    .update(JSON.stringify(values.map((value) => value ?? null)))
    .digest("hex");

/** What tells a job from all others: its rows, its model and every setting that changes what it trains. */
export const markerOf = (
  { files }: Pick<PreparedData, "files">,
  job: Omit<JobRequest, "trainingFileId" | "validationFileId">,
): string => {
  const { baseModel, method, hyperparameters, grader, suffix, seed, trainingTier, extraParameters } = job;
  const settings = Object.entries({ ...hyperparameters }).sort(([one], [other]) => (one < other ? -1 : 1));
  const sent = [
    baseModel,
    method,
    settings,
    grader,
    suffix,
    seed,
    trainingTier,
    job.integrations,
    extraParameters,
  ];
  return digestOf(files.training?.sha256, files.validation?.sha256, ...sent).slice(0, 32);
};

const markerDigits = 6;
const longestSuffix = 64;
const usualName = "rows";

/** The suffix of a job: the one that was asked for, and a part of its marker, so that other rows make another name. */
export const markedSuffix = (suffix: string | undefined, marker: string): string =>
  `${(suffix ?? usualName).slice(0, longestSuffix - markerDigits - 1)}-${marker.slice(0, markerDigits)}`;

/** A suffix without its part of a marker. */
export const unmarkedSuffix = (suffix: string): string => suffix.replace(/-[\da-f]{6}$/i, "");
