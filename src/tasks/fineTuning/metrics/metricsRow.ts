import { metricName } from "../../../output/trainingMetrics";

/** What was measured at a step; null for what was not. A text is what a file has in place of a number. */
export type Cell = number | string | null;

/** The measurements of a step, by the names of the metrics. */
export interface MetricsRow {
  step: number;
  values: Record<string, Cell>;
}

/** A value that was measured, and at which step. */
export interface MeasuredPoint {
  step: number;
  value: number;
}

const known = /^(?:full_)?(?:train|valid)_(?:loss|mean_token_accuracy|mean_reward)$/;
/** A loss of training that imitates, or a share of tokens, is never negative: some files have -1 where nothing was measured. */
const neverNegative = /^(?:full_)?(?:train|valid)_(?:loss|mean_token_accuracy)$/;
const stepNames = new Set(["step", "steps", "global_step", "training_step"]);

/** Words that stand for no number: nothing was measured, or the training has diverged. */
const emptyWords = new Set(["", "null", "none", "na", "n/a", "-", "--", "undefined"]);
const divergedWords = new Set(["nan", "inf", "infinity"]);

const mostCellCharacters = 200;

/**
 * The one name of a column, however its file spells it; one that is not known stays as it is. "step" for whatever
 * counts the steps.
 */
export const columnName = (spelling: string): string => {
  const plain = spelling.toLowerCase().replace(/[\s-]/g, "_");
  if (stepNames.has(plain)) return "step";
  const name = metricName(
    plain.replace(/^(full_)?(?:val|eval)_/, "$1valid_").replace(/^(full_)?training_/, "$1train_"),
  );
  return known.test(name) ? name : spelling;
};

/** True for a cell that says that a number has grown beyond all bounds. */
export const isDiverged = (text: string): boolean =>
  divergedWords.has(text.toLowerCase().replace(/^[+-]/, ""));

/** What a cell says. */
export const cellOf = (name: string, text: string): Cell => {
  if (emptyWords.has(text.toLowerCase()) || isDiverged(text)) return null;
  const number = Number(text);
  if (Number.isNaN(number)) return text.slice(0, mostCellCharacters);
  return Number.isFinite(number) && !(number === -1 && neverNegative.test(name)) ? number : null;
};

/** The points of a metric, in the order of their steps. */
export const pointsOf = (rows: readonly MetricsRow[], name: string): MeasuredPoint[] =>
  rows.flatMap(({ step, values }) => {
    const value = values[name];
    return typeof value === "number" ? [{ step, value }] : [];
  });

/** Rows in the order of their steps, each step once: what is measured later in the list counts. */
export const joinRows = (rows: readonly MetricsRow[]): MetricsRow[] => {
  const bySteps = new Map<number, MetricsRow>();
  for (const row of rows) {
    const before = bySteps.get(row.step)?.values;
    const later = Object.entries(row.values).filter(
      ([name, value]) => value !== null || !before || !Object.hasOwn(before, name),
    );
    bySteps.set(
      row.step,
      before ? { step: row.step, values: { ...before, ...Object.fromEntries(later) } } : row,
    );
  }
  return [...bySteps.values()].sort((left, right) => left.step - right.step);
};
