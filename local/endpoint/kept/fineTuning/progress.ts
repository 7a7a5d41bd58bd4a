import type { FineTuningOptions } from "./fineTuningOptions";
import { type FineTuningJob, phaseOf } from "./job";

/** How long a job has been trained by now. */
export const trainedMsOf = (job: FineTuningJob, nowMs: number): number => {
  const run = job.runs.at(-1);
  if (run === undefined) return 0;
  return phaseOf(job).status === "running" ? run.trainedMs + nowMs - run.atMs : (job.stopped?.trainedMs ?? 0);
};

/** How many steps are done; half of them where they take no time, or for ever. */
export const stepsDone = (
  job: FineTuningJob,
  { trainingMs = 0 }: FineTuningOptions,
  nowMs: number,
): number => {
  const steps = job.plan?.steps ?? 0;
  const { status } = phaseOf(job);
  if (status !== "running") return job.stopped?.steps ?? 0;
  if (trainingMs === 0 || trainingMs === Number.POSITIVE_INFINITY) return Math.max(1, Math.floor(steps / 2));
  return Math.floor(steps * Math.min(1, trainedMsOf(job, nowMs) / trainingMs));
};

/** When a step was done. */
export const stepTimeMs = (
  job: FineTuningJob,
  { trainingMs = 0 }: FineTuningOptions,
  step: number,
): number => {
  const [first] = job.runs;
  const steps = job.plan?.steps ?? 1;
  if (!Number.isFinite(trainingMs)) return first?.atMs ?? job.createdAtMs;
  const neededMs = (step / steps) * trainingMs;
  const run = job.runs.findLast(({ trainedMs }) => trainedMs < neededMs) ?? first;
  return run === undefined ? job.createdAtMs : run.atMs + Math.max(0, neededMs - run.trainedMs);
};

/** When a running job will have ended, if nothing disturbs it. */
export const endTimeMs = (
  job: FineTuningJob,
  { trainingMs = 0, finishingMs = 0 }: FineTuningOptions,
): number => {
  const { atMs, trainedMs } = job.runs.at(-1) ?? { atMs: job.createdAtMs, trainedMs: 0 };
  return atMs + trainingMs - trainedMs + finishingMs;
};
