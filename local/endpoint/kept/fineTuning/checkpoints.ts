import { createHash } from "node:crypto";
import type { FineTuningOptions } from "./fineTuningOptions";
import { type FineTuningJob, phaseOf } from "./job";
import { epochSteps, metricsOf } from "./metrics";
import { stepsDone, stepTimeMs } from "./progress";

/** A model as it was after a step. */
export interface Checkpoint {
  id: string;
  /** The whole model's name for the last one of a job that succeeded. */
  model: string;
  step: number;
  atMs: number;
}

const mostKept = 3;

/** A number that only this text gives, in hexadecimal digits. */
export const digitsOf = (text: string, length: number): string =>
  createHash("sha256").update(text).digest("hex").slice(0, length);

/** The name of the model that a job makes: Azure's begins with the base, OpenAI's says whose it is. */
export const modelNameOf = ({ api, id, suffix }: FineTuningJob, base: string): string =>
  api === "openai"
    ? `ft:${base}:local-org:${suffix ?? ""}:${digitsOf(id, 8)}`
    : `${base}.ft-${digitsOf(id, 32)}${suffix === null ? "" : `-${suffix}`}`;

/**
 * The checkpoints of a job, the newest first: of the last three epochs, or of those with the highest reward where
 * OpenAI trains by reinforcement; on Azure one of a pause, too.
 */
export const checkpointsOf = (
  job: FineTuningJob,
  options: FineTuningOptions,
  base: string,
  nowMs: number,
): Checkpoint[] => {
  const { status } = phaseOf(job);
  const done = stepsDone(job, options, nowMs);
  const last = job.plan?.steps ?? 0;
  const ends = epochSteps(job).filter((step) => step <= done && (step < last || status === "succeeded"));
  const steps = status === "paused" && job.api !== "openai" && !ends.includes(done) ? [...ends, done] : ends;
  const isByReward = job.api === "openai" && job.method === "reinforcement";
  const reward = (step: number) => Number(metricsOf(job, options, step)["full_valid_mean_reward"] ?? 0);
  const kept = isByReward ? steps.toSorted((one, other) => reward(other) - reward(one)) : steps.toReversed();
  const name = modelNameOf(job, base);
  return kept
    .slice(0, mostKept)
    .toSorted((one, other) => other - one)
    .map((step) => ({
      id: `${job.api === "openai" ? "ftckpt_" : "ftchkpt-"}${digitsOf(`${job.id} ${step}`, 32)}`,
      model: step === last ? name : `${name}:ckpt-step-${step}`,
      step,
      atMs: stepTimeMs(job, options, step),
    }));
};
