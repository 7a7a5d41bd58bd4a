import type { FineTuningJobCheckpoint } from "openai/resources/fine-tuning/jobs/checkpoints";
import {
  described,
  flag,
  listOf,
  number,
  type Of,
  objectOf,
  oneOf,
  openObject,
  orNull,
  serviceObject,
  text,
} from "../../output/shape";
import { type TrainingMetrics, trainingMetrics } from "../../output/trainingMetrics";
import { bestCheckpoint, checkpointStep, isFinalModel } from "../../tasks/fineTuning/jobCheckpoints";
import { fieldsOf } from "../../text/isObject";

const checkpointShape = serviceObject<FineTuningJobCheckpoint>()(
  {
    id: text("The checkpoint's own id, by which Azure deploys it as well"),
    fine_tuned_model_checkpoint: text("The model's name, by which it is run and deployed"),
    created_at: oneOf(["number", "string"], "Unix time in seconds; ISO text in places"),
    step_number: number(),
    metrics: openObject(),
  },
  {
    modelNames: described(
      "What Create or Update Deployment takes as its model: the name, then the checkpoint's own id",
      listOf(text()),
    ),
    isFinal: flag("True for the model that the job came to"),
    step: orNull(number("The training step, or null")),
    measured: described(
      "Its metrics by names that are the same on both services",
      openObject<TrainingMetrics>(),
    ),
  },
);

/** The checkpoints of a job. */
export const checkpointsShape = objectOf({
  data: described("The checkpoints, the latest step first, each model once", listOf(checkpointShape)),
  finalModel: orNull(text("The model that the job came to; null while it goes on")),
  bestModel: orNull(
    text(
      "The model with the highest reward in validation, else the lowest loss, all by one metric; null where none was measured",
    ),
  ),
});

const textsOf = (values: readonly unknown[]): string[] =>
  values.filter((value) => typeof value === "string" && value !== "") as string[];

const showCheckpoint = (checkpoint: FineTuningJobCheckpoint): Of<typeof checkpointShape> => {
  const { step: _step, ...measured } = trainingMetrics(fieldsOf(checkpoint)["metrics"]);
  const { fine_tuned_model_checkpoint: model, id } = checkpoint;
  return {
    modelNames: textsOf([model, id]),
    isFinal: isFinalModel(model),
    step: checkpointStep(checkpoint),
    measured,
    ...checkpoint,
  };
};

/** Checkpoints as a step gives them. */
export const showCheckpoints = (
  checkpoints: readonly FineTuningJobCheckpoint[],
): Of<typeof checkpointsShape> => {
  const data = checkpoints.map(showCheckpoint).sort((left, right) => (right.step ?? 0) - (left.step ?? 0));
  const best = bestCheckpoint(data);
  return {
    data,
    finalModel: data.find(({ isFinal }) => isFinal)?.modelNames[0] ?? null,
    bestModel: best?.modelNames[0] ?? null,
  };
};

/** Checkpoints as examples show them. */
export const exampleCheckpoints = showCheckpoints([
  {
    id: "ftchkpt-6f0a1b2c3d4e5f60",
    object: "fine_tuning.job.checkpoint",
    created_at: 1_795_222_000,
    fine_tuned_model_checkpoint: "gpt-4.1-mini-2025-04-14.ft-6f0a1b2c3d4e5f60-support:ckpt-step-90",
    fine_tuning_job_id: "ftjob-6f0a1b2c3d4e5f60718293a4b5c6d7e8",
    metrics: { step: 90, train_loss: 0.41, valid_loss: 0.52 },
    step_number: 90,
  },
]);
