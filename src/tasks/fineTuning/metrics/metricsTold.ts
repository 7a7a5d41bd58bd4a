import { type TrainingMetrics, trainingMetrics } from "../../../output/trainingMetrics";
import { fieldsOf } from "../../../text/isObject";
import { cellOf, type MetricsRow } from "./metricsRow";

/** Numbers that tell how far the training is, not how good. */
const counts = new Set(["step", "total_steps", "num_steps"]);

const rowOf = (step: unknown, metrics: TrainingMetrics): MetricsRow[] => {
  const values = Object.fromEntries(
    Object.entries(metrics)
      .filter(([name]) => !counts.has(name))
      .map(([name, value]) => [name, cellOf(name, String(value))]),
  );
  const isRow = typeof step === "number" && step >= 0 && Object.keys(values).length > 0;
  return isRow ? [{ step, values }] : [];
};

/** How the words of an event name a metric. */
const phrases = {
  train_loss: /\btraining loss[=:] {0,3}([\d.e+-]{1,40})/i,
  valid_loss: /(?<!full )\bvalidation loss[=:] {0,3}([\d.e+-]{1,40})/i,
  full_valid_loss: /\bfull validation loss[=:] {0,3}([\d.e+-]{1,40})/i,
} as const;

const metricsInWords = (message: string): TrainingMetrics =>
  Object.fromEntries(
    Object.entries(phrases).flatMap(([name, phrase]) => {
      const value = Number(phrase.exec(message)?.[1]);
      return Number.isFinite(value) ? [[name, value]] : [];
    }),
  );

/** What the events of a job tell of its metrics: in their data, else in their words. */
export const rowsOfEvents = (events: readonly unknown[]): MetricsRow[] =>
  events.flatMap((event) => {
    const { data, message } = fieldsOf(event);
    const words = typeof message === "string" ? message.slice(0, 2_000) : "";
    const stepInWords = /\bstep (\d{1,9})/i.exec(words)?.[1];
    const metrics = trainingMetrics(data);
    const step = metrics["step"] ?? (stepInWords === undefined ? undefined : Number(stepInWords));
    const told = rowOf(step, metrics);
    return told.length > 0 ? told : rowOf(step, metricsInWords(words));
  });

/** The step of a checkpoint; undefined where it says none. */
export const checkpointStep = (checkpoint: unknown): number | undefined => {
  const { step_number: step, metrics } = fieldsOf(checkpoint);
  return typeof step === "number" ? step : trainingMetrics(metrics)["step"];
};

/** What the checkpoints of a job tell of its metrics. */
export const rowsOfCheckpoints = (checkpoints: readonly unknown[]): MetricsRow[] =>
  checkpoints.flatMap((checkpoint) =>
    rowOf(checkpointStep(checkpoint), trainingMetrics(fieldsOf(checkpoint)["metrics"])),
  );
