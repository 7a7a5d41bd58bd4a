import type { Element } from "@prismatic-io/spectral";
import { jobId } from "../../inputs/fineTuning";
import { isFinalModel, readJobCheckpoints } from "../../tasks/fineTuning/jobCheckpoints";
import { textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { labelOf } from "../elements";
import { picker } from "../picker";

const lossOf = (metrics: unknown): string | undefined => {
  const { full_valid_loss, valid_loss } = fieldsOf(metrics);
  const loss = [full_valid_loss, valid_loss].find((value) => typeof value === "number");
  return loss === undefined ? undefined : `validation loss ${String(loss)}`;
};

type Checkpoint = Readonly<Record<string, unknown>>;

const toElement = ({ id, fine_tuned_model_checkpoint: model, step_number, metrics }: Checkpoint): Element => {
  const key = textIn(model) ?? String(id);
  const step = typeof step_number === "number" ? `step ${step_number}` : undefined;
  return { key, label: labelOf(key, [isFinalModel(model) ? "final" : undefined, step, lossOf(metrics)]) };
};

/** The models that a fine-tuning job has saved, each once, in the service's order. */
export const selectCheckpoint = picker({
  label: "Select Checkpoint",
  description: "Select one of the models that a fine-tuning job has saved, the final one included.",
  inputs: { jobId },
  choices: async ({ service }, { jobId }) =>
    (await readJobCheckpoints(service(), jobId))
      .map((checkpoint) => checkpoint as unknown as Checkpoint)
      .filter(({ id, fine_tuned_model_checkpoint: model }) => (textIn(model) ?? textIn(id)) !== undefined)
      .map(toElement),
  example: toElement({
    fine_tuned_model_checkpoint: "gpt-4.1-mini-2025-04-14.ft-6f0a1b2c3d4e5f60:ckpt-step-90",
    step_number: 90,
    metrics: { valid_loss: 0.52 },
  }),
});
