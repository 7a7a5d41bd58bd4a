import type { Element } from "@prismatic-io/spectral";
import { jobId } from "../../inputs/fineTuning";
import { isStepModel, readJobCheckpoints } from "../../tasks/fineTuning/jobCheckpoints";
import { textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { labelOf } from "../elements";
import { picker } from "../picker";

const lossOf = (metrics: unknown): string | undefined => {
  const { full_valid_loss, valid_loss } = fieldsOf(metrics);
  const loss = [full_valid_loss, valid_loss].find((value) => typeof value === "number");
  return loss === undefined ? undefined : `validation loss ${String(loss)}`;
};

const toElement = (model: string, step: unknown, metrics: unknown): Element => ({
  key: model,
  label: labelOf(model, [
    isStepModel(model) ? undefined : "final",
    typeof step === "number" ? `step ${step}` : undefined,
    lossOf(metrics),
  ]),
});

/** The models that a fine-tuning job has saved, each once, in the service's order. */
export const selectCheckpoint = picker({
  label: "Select Checkpoint",
  description: "Select one of the models that a fine-tuning job has saved, the final one included.",
  inputs: { jobId },
  choices: async ({ service }, { jobId }) =>
    (await readJobCheckpoints(service(), jobId)).flatMap((checkpoint) => {
      const model = textIn(checkpoint.fine_tuned_model_checkpoint) ?? textIn(checkpoint.id);
      return model === undefined ? [] : [toElement(model, checkpoint.step_number, checkpoint.metrics)];
    }),
  example: toElement("gpt-4.1-mini-2025-04-14.ft-6f0a1b2c3d4e5f60:ckpt-step-90", 90, { valid_loss: 0.52 }),
});
