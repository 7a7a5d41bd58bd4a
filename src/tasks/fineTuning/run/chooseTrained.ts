import type { FineTuningJobCheckpoint } from "openai/resources/fine-tuning/jobs/checkpoints";
import { filledText, fineTunedModel, jobProblem } from "../../../output/jobFields";
import { refuseInput } from "../../../text/InputError";
import { listedNames } from "../../../text/nearestNames";
import { bestCheckpoint, isFinalModel, readJobCheckpoints } from "../jobCheckpoints";
import type { Stage } from "./fineTuneRun";
import { waitFor } from "./rests";

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
  // Of a model that the service does not let be deployed, checkpoints on the way are left.
  const isOpen = ({ fine_tuned_model_checkpoint: model }: FineTuningJobCheckpoint) =>
    jobProblem(job) === null || !(isFinalModel(model) || model === fineTunedModel(job));
  const chosen = asked === "best" ? bestCheckpoint(checkpoints.filter(isOpen)) : checkpoints.find(isAsked);
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
