import { isRecord } from "../../../platform/isRecord";
import type { TrainingCurves } from "../../wire/bulk";
import type { Workbench } from "../workbench";
import { quietStep } from "./quietStep";

/** Steps, series and events that a page draws. */
const mostSteps = 2_000;
const mostSeries = 12;
const mostTold = 50;
const mostCheckpoints = 100;
const mostCharacters = 500;
/** Statuses of jobs that have ended, as the action gives them. */
const ends = ["succeeded", "failed", "cancelled"];

const listIn = (value: unknown, name: string): Record<string, unknown>[] => {
  const list = isRecord(value) ? value[name] : undefined;
  return Array.isArray(list) ? list.filter(isRecord) : [];
};

const textOf = (value: unknown): string => (typeof value === "string" ? value.slice(0, mostCharacters) : "");

const finite = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

const seriesOf = (metrics: unknown): Pick<TrainingCurves, "steps" | "series"> => {
  const rows = listIn(metrics, "rows").filter(({ step }) => finite(step) !== null);
  rows.sort((left, right) => Number(left["step"]) - Number(right["step"]));
  const names = listIn(metrics, "columns").map(({ name }) => textOf(name));
  return {
    steps: rows.map(({ step }) => Number(step)),
    series: names
      .slice(0, mostSeries)
      .map((name) => ({ name, values: rows.map((row) => finite(row[name])) })),
  };
};

const toldOf = (events: unknown): TrainingCurves["told"] =>
  listIn(events, "data")
    .slice(-mostTold)
    .reverse()
    .map(({ created_at: at, level, message }) => ({
      atMs: typeof at === "number" ? at * 1000 : Date.parse(textOf(at)) || 0,
      level: textOf(level),
      text: textOf(message),
    }));

const checkpointsOf = (checkpoints: unknown): TrainingCurves["checkpoints"] =>
  listIn(checkpoints, "data")
    .slice(0, mostCheckpoints)
    .map(({ step_number: step, fine_tuned_model_checkpoint: name, id }) => ({
      step: finite(step) ?? 0,
      name: textOf(name) || textOf(id),
    }));

/**
 * What was measured in the training of a job, with its checkpoints and what it told. Events and checkpoints that can't
 * be read are left out.
 * @throws RequestError where the metrics can't be read
 */
export const readTrainingCurves = async (
  workbench: Workbench,
  connection: string,
  jobId: string,
): Promise<TrainingCurves> => {
  const nothing = () => undefined;
  const [metrics, events, checkpoints] = await Promise.all([
    quietStep(workbench, "getTrainingMetrics", connection, { jobId, rowLimit: String(mostSteps) }),
    quietStep(workbench, "listFineTuningEvents", connection, { jobId }).catch(nothing),
    quietStep(workbench, "listFineTuningCheckpoints", connection, { jobId }).catch(nothing),
  ]);
  const { verdict, warning, status } = isRecord(metrics) ? metrics : {};
  return {
    isRunning: typeof status === "string" && !ends.includes(status),
    ...seriesOf(metrics),
    verdict: textOf(verdict),
    ...(typeof warning === "string" && { warning: textOf(warning) }),
    checkpoints: checkpointsOf(checkpoints),
    told: toldOf(events),
  };
};
