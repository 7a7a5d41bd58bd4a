import { isOwnError } from "../../../client/errors/errors";
import { isCutOff } from "../../deployments/looks";
import { readTrainingMetrics } from "../metrics/readTrainingMetrics";
import type { Stage } from "./fineTuneRun";

/** Reads how the training went, which decides nothing: where it can't be read, the way goes on. */
export const judgeTraining: Stage = async ({ client, found, warnings }) => {
  try {
    const { judgment, best } = await readTrainingMetrics(client, { jobId: found.job?.id });
    const { overfits, verdict } = judgment;
    found.training = { overfits, verdict, best: best ?? null };
  } catch (error) {
    if (!isOwnError(error) || isCutOff(error)) throw error;
    warnings.add(`How the training went could not be read. ${error.message}`);
  }
  return undefined;
};
