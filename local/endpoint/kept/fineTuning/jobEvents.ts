import { digitsOf } from "./checkpoints";
import type { FineTuningOptions } from "./fineTuningOptions";
import { type FineTuningJob, type JobStatus, phaseOf, timeOf } from "./job";
import { epochSteps, metricsOf } from "./metrics";
import { endTimeMs, stepsDone, stepTimeMs } from "./progress";

/** Something that happened to a job. */
interface Happening {
  atMs: number;
  message: string;
  level?: "info" | "warn" | "error";
  /** Present for a step. */
  metrics?: Record<string, unknown>;
}

/** Azure tells of every tenth step, OpenAI of each. */
const azureStride = 10;
/** The share of the silence behind the last step after which Azure calls the job succeeded, though it goes on. */
const builtAfter = 7 / 9;

/** The events of a job as the service that runs it shows them, the newest first. */
export const jobEvents = (job: FineTuningJob, options: FineTuningOptions, nowMs: number) => {
  const isAzure = job.api !== "openai";
  const happened = isAzure ? azureHappenings(job, options, nowMs) : openAIHappenings(job, options, nowMs);
  return happened
    .filter(({ atMs }) => atMs <= nowMs)
    .toSorted((one, other) => one.atMs - other.atMs)
    .map(({ atMs, message, level = "info", metrics }) => ({
      object: "fine_tuning.job.event",
      id: `ftevent-${digitsOf(`${job.id} ${atMs} ${message}`, isAzure ? 32 : 24)}`,
      created_at: Math.floor(atMs / 1000),
      level,
      message,
      type: metrics === undefined ? "message" : "metrics",
      data: metrics ?? (isAzure ? null : {}),
    }))
    .reverse();
};

const entered = (job: FineTuningJob, words: Partial<Record<JobStatus, string>>): Happening[] =>
  job.history.flatMap(({ status, atMs }, index) => {
    const isFirst = job.history.findIndex((entry) => entry.status === status) === index;
    const message = status === "running" && !isFirst ? undefined : words[status];
    return message === undefined ? [] : [{ atMs, message }];
  });

const failure = ({ failure: found, history }: FineTuningJob): Happening[] =>
  found === undefined ? [] : [{ atMs: history.at(-1)?.atMs ?? 0, message: found.message, level: "error" }];

const azureHappenings = (job: FineTuningJob, options: FineTuningOptions, nowMs: number): Happening[] => {
  const { finishingMs = 0 } = options;
  const { status } = phaseOf(job);
  const isFinished = status === "succeeded" || job.failure?.code === "unsafe_model";
  const endMs = isFinished ? phaseOf(job).atMs : endTimeMs(job, options);
  const isAtEnd = isFinished || status === "running";
  const built = { atMs: endMs - finishingMs * (1 - builtAfter), message: "Job succeeded." };
  const end = (message: string) => ({ atMs: endMs, message });
  return [
    { atMs: job.createdAtMs, message: "Job enqueued. Waiting for jobs ahead to complete." },
    ...entered(job, { running: "Job started." }),
    ...steps(job, options, nowMs, (step) => step === 1 || step % azureStride === 0),
    ...entered(job, { paused: "Job paused.", resuming: "Job resumed.", cancelled: "Job cancelled." }),
    ...(isAtEnd && Number.isFinite(endMs) && endMs - finishingMs <= nowMs && (isFinished || finishingMs > 0)
      ? [built]
      : []),
    ...(status === "succeeded"
      ? [
          end("Model Evaluation Passed."),
          end(`Completed results file: ${job.resultFileId}`),
          end(`Training tokens billed: ${(job.plan?.tokens ?? 0) * (job.plan?.epochs ?? 1)}`),
        ]
      : []),
    ...failure(job),
  ];
};

const openAIHappenings = (job: FineTuningJob, options: FineTuningOptions, nowMs: number): Happening[] => {
  const endMs = timeOf(job, "succeeded");
  const end = (message: string) => ({ atMs: endMs ?? 0, message });
  const done = stepsDone(job, options, nowMs);
  return [
    { atMs: job.createdAtMs, message: `Created fine-tuning job: ${job.id}` },
    { atMs: job.createdAtMs, message: `Validating training file: ${job.trainingFileId}` },
    ...entered(job, {
      queued: "Files validated, moving job to queued state",
      running: "Fine-tuning job started",
    }),
    ...steps(job, options, nowMs, () => true),
    ...epochSteps(job)
      .filter((step) => step <= done && step !== job.plan?.steps)
      .map((step) => ({
        atMs: stepTimeMs(job, options, step),
        message: `Checkpoint created at step ${step}`,
      })),
    ...entered(job, {
      paused: "Fine-tuning job paused",
      resuming: "Fine-tuning job resumed",
      cancelled: "Fine-tuning job cancelled",
    }),
    ...(endMs === undefined
      ? []
      : [
          end(`New fine-tuned model created: ${job.fineTunedModel}`),
          end("Evaluating model against our usage policies before enabling"),
          end("Moderation checks for the snapshot passed."),
          end("The job has successfully completed"),
        ]),
    ...failure(job),
  ];
};

const steps = (
  job: FineTuningJob,
  options: FineTuningOptions,
  nowMs: number,
  isTold: (step: number) => boolean,
): Happening[] => {
  const happenings: Happening[] = [];
  const total = job.plan?.steps ?? 0;
  for (let step = 1; step <= stepsDone(job, options, nowMs); step++) {
    if (!isTold(step) && step !== total) continue;
    const metrics = metricsOf(job, options, step);
    const isReinforced = job.method === "reinforcement";
    const message = isReinforced
      ? `Step ${step}/${total}: train mean reward=${metrics["train_mean_reward"]}`
      : job.api === "openai"
        ? `Step ${step}/${total}: training loss=${metrics["train_loss"]}`
        : `Step ${step}: training loss=${metrics["train_loss"]}`;
    const nested = isReinforced ? { scores: nestedScores(metrics), errors: { graders: [] } } : {};
    happenings.push({
      atMs: stepTimeMs(job, options, step),
      message,
      metrics: { step, total_steps: total, ...metrics, ...nested },
    });
  }
  return happenings;
};

/** The rewards a second time, by the names that stand deeper in the events of training by reinforcement. */
const nestedScores = (metrics: Record<string, number | undefined>) => ({
  train_reward_mean: metrics["train_mean_reward"],
  valid_reward_mean: metrics["full_valid_mean_reward"],
});
