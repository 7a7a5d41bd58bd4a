import type { FineTuningJobCheckpoint } from "openai/resources/fine-tuning/jobs/checkpoints";
import type { Client } from "../../client/createClient";
import { optional } from "../../inputs/optional";
import { type TrainingMetrics, trainingMetrics } from "../../output/trainingMetrics";
import { readPages } from "../lists/readPages";
import { bestStep } from "./metrics/measureCurves";

const pageSize = 100;
const mostCheckpoints = 1_000;

/** The checkpoints of a job, each model once: the final model is listed as one of them on both services. */
export const readJobCheckpoints = async (
  client: Client,
  jobId: string,
): Promise<FineTuningJobCheckpoint[]> => {
  const { entries } = await readPages<FineTuningJobCheckpoint>({
    ask: (after) =>
      client.withResource((openai) =>
        openai.fineTuning.jobs.checkpoints.list(jobId, { limit: pageSize, ...optional("after", after) }),
      ),
    isEnough: (read) => read.length >= mostCheckpoints,
  });
  const models = new Set<unknown>();
  return entries.filter(({ fine_tuned_model_checkpoint: model }) => {
    if (typeof model !== "string" || model === "") return true;
    return !models.has(model) && models.add(model);
  });
};

/** True for the name of the model that a job came to: one of a step on the way ends in `:ckpt-step-90`. */
export const isFinalModel = (model: unknown): boolean =>
  typeof model === "string" && model !== "" && !/:ckpt-step-\d{1,12}$/.test(model);

type Measured = Pick<FineTuningJobCheckpoint, "metrics" | "step_number">;

/** The training step of a checkpoint; null where it is not told. */
export const checkpointStep = ({ step_number: step, metrics }: Measured): number | null =>
  typeof step === "number" ? step : (trainingMetrics(metrics).step ?? null);

/** What training measures of its own rows tells no checkpoint from a better one. */
const validationMetrics = (metrics: unknown): TrainingMetrics =>
  Object.fromEntries(Object.entries(trainingMetrics(metrics)).filter(([name]) => !name.startsWith("train_")));

/**
 * The checkpoint with the highest reward in validation, else with the lowest loss: all are compared by one metric.
 * The earliest of several that measured alike; undefined where none was measured.
 */
export const bestCheckpoint = <Checkpoint extends Measured>(
  checkpoints: readonly Checkpoint[],
): Checkpoint | undefined => {
  const inOrder = [...checkpoints].sort(
    (one, other) => (checkpointStep(one) ?? 0) - (checkpointStep(other) ?? 0),
  );
  const best = bestStep(
    inOrder.map(({ metrics }, place) => ({ step: place, values: validationMetrics(metrics) })),
  );
  return best && inOrder[best.step];
};
