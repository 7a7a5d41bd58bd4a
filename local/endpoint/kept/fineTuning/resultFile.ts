import type { FineTuningOptions } from "./fineTuningOptions";
import type { FineTuningJob } from "./job";
import { epochSteps, metricsOf } from "./metrics";

/** The columns behind `step` with the metric that each shows: every service and method has its own names. */
const columns = {
  azure: {
    train_loss: "train_loss",
    train_mean_token_accuracy: "train_mean_token_accuracy",
    valid_loss: "valid_loss",
    valid_mean_token_accuracy: "valid_mean_token_accuracy",
  },
  openai: {
    train_loss: "train_loss",
    train_accuracy: "train_mean_token_accuracy",
    valid_loss: "valid_loss",
    valid_mean_token_accuracy: "valid_mean_token_accuracy",
  },
  reinforcement: {
    train_mean_reward: "train_mean_reward",
    full_valid_mean_reward: "full_valid_mean_reward",
    pg_loss_sum: "pg_loss_sum",
    total_loss_sum: "total_loss_sum",
    entropy_loss_sum: "entropy_loss_sum",
  },
} as const;

/** Azure writes every ninth step, and those that end an epoch. */
const azureStride = 9;

/** The result file of a job after so many steps. */
export const resultFile = (job: FineTuningJob, options: FineTuningOptions, doneSteps: number): Buffer => {
  const isOpenAI = job.api === "openai";
  const shown: Readonly<Record<string, string>> =
    columns[job.method === "reinforcement" ? "reinforcement" : isOpenAI ? "openai" : "azure"];
  const ends = new Set(epochSteps(job));
  const lines = [["step", ...Object.keys(shown)].join(",")];
  for (let step = 1; step <= doneSteps; step++) {
    if (!isOpenAI && step % azureStride !== 1 && !ends.has(step)) continue;
    const metrics = metricsOf(job, options, step);
    lines.push([step, ...Object.values(shown).map((name) => metrics[name] ?? "")].join(","));
  }
  const text = `${options.isResultMarked === true ? "\uFEFF" : ""}${lines.join("\n")}\n`;
  const isEncoded = isOpenAI && options.isResultEncoded === true;
  return Buffer.from(isEncoded ? Buffer.from(text).toString("base64") : text);
};
