import type { FineTuningJobCheckpoint } from "openai/resources/fine-tuning/jobs/checkpoints";
import { filledText, fineTunedModel } from "../../../output/jobFields";
import { trainingMetrics } from "../../../output/trainingMetrics";
import { refuseInput } from "../../../text/InputError";
import { listedNames } from "../../../text/nearestNames";
import { isFinalModel, readJobCheckpoints } from "../jobCheckpoints";
import type { Stage } from "./fineTuneRun";
import { waitFor } from "./rests";

/** How good a checkpoint is: the reward, or the loss turned round; undefined where nothing was measured. */
const goodnessOf = ({ metrics }: FineTuningJobCheckpoint): number | undefined => {
  const measured = trainingMetrics(metrics);
  const reward = measured["full_valid_mean_reward"] ?? measured["valid_mean_reward"];
  if (reward !== undefined) return reward;
  const loss = measured["full_valid_loss"] ?? measured["valid_loss"] ?? measured["train_loss"];
  return loss === undefined ? undefined : -loss;
};

const bestOf = (checkpoints: readonly FineTuningJobCheckpoint[]): FineTuningJobCheckpoint | undefined =>
  checkpoints
    .filter((checkpoint) => goodnessOf(checkpoint) !== undefined)
    .toSorted((one, other) => (goodnessOf(other) ?? 0) - (goodnessOf(one) ?? 0))[0];

/** Chooses the model to go on with: the final one, or the checkpoint that is asked for. */
export const chooseTrained: Stage = async ({ client, found, wish }) => {
  const { checkpoint: asked } = wish.deployment;
  const { job } = found;
  if (asked === undefined) {
    const model = fineTunedModel(job);
    if (model === null) return waitFor(`The service names the model of ${job?.id}`);
    found.model = model;
    return undefined;
  }
  const checkpoints = await readJobCheckpoints(client, job?.id ?? "");
  const isAsked = ({ id, step_number: step, fine_tuned_model_checkpoint: model }: FineTuningJobCheckpoint) =>
    [id, String(step), model].includes(asked);
  const chosen = asked === "best" ? bestOf(checkpoints) : checkpoints.find(isAsked);
  const model = filledText(chosen?.fine_tuned_model_checkpoint) ?? filledText(chosen?.id);
  if (model === null)
    return refuseInput(
      "Checkpoint",
      `the job ${job?.id} has none that is ${asked}.`,
      `It has those of the steps ${listedNames(checkpoints.map(({ step_number: step }) => String(step)))}.`,
    );
  found.model = model;
  found.isCheckpoint = !isFinalModel(model);
  return undefined;
};
