import { hashText, seededRandom } from "../../server/seededRandom";
import type { FineTuningOptions } from "./fineTuningOptions";
import type { FineTuningJob } from "./job";

/** What was measured at a step, by the names of the events; undefined for what was not. */
type StepMetrics = Record<string, number | undefined>;

const rounded = (value: number): number => Number(value.toPrecision(6));

/** The first step of each epoch but the first is behind one of these. */
export const epochSteps = ({ plan }: FineTuningJob): number[] => {
  if (plan === undefined) return [];
  const ofEpoch = plan.steps / plan.epochs;
  return Array.from({ length: plan.epochs }, (_, index) => Math.round(ofEpoch * (index + 1)));
};

/** The metrics of a step: they fall or rise as in a training that goes well, the same for the same seed. */
export const metricsOf = (
  job: FineTuningJob,
  { overfits = false }: FineTuningOptions,
  step: number,
): StepMetrics => {
  const steps = job.plan?.steps ?? 1;
  const progress = step / steps;
  const random = seededRandom(hashText(`${job.seed} ${job.model} ${step}`));
  const around = (value: number) => rounded(value * (0.97 + 0.06 * random()));
  const isMeasuredWhole = job.validationFileId !== null && epochSteps(job).includes(step);
  if (job.method === "reinforcement") {
    const reward = 0.05 + 0.8 * (1 - Math.exp(-3 * progress));
    return {
      train_mean_reward: around(reward),
      full_valid_mean_reward: isMeasuredWhole ? around(reward * 0.9) : undefined,
      pg_loss_sum: around(262_307.9 * (1.1 - progress)),
      total_loss_sum: around(262_307.9 * (1.1 - progress)),
      entropy_loss_sum: around(70.7 * (1.1 - progress)),
    };
  }
  const learned = Math.exp(-4 * progress);
  const excess = overfits ? 2 * Math.max(0, progress - 0.5) : 0;
  const accuracy = 0.95 - 0.55 * learned;
  const validation = (value: number) => (job.validationFileId === null ? undefined : around(value));
  const validLoss = 0.3 + 2.1 * learned + excess;
  const validAccuracy = accuracy * (0.97 - excess / 10);
  return {
    train_loss: around(0.2 + 2 * learned),
    train_mean_token_accuracy: around(accuracy),
    valid_loss: validation(validLoss),
    valid_mean_token_accuracy: validation(validAccuracy),
    full_valid_loss: isMeasuredWhole ? around(validLoss) : undefined,
    full_valid_mean_token_accuracy: isMeasuredWhole ? around(validAccuracy) : undefined,
  };
};
