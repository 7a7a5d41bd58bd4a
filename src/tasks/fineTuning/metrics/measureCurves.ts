import { type MeasuredPoint, type MetricsRow, pointsOf } from "./metricsRow";

/**
 * From where on curves tell of a training that goes wrong: the ratios and gaps that Microsoft's guidance for reading
 * training curves names. Below the least numbers nothing is said.
 */
export const thresholds = {
  /** Of validation loss to training loss. */
  mildRatio: 1.2,
  moderateRatio: 1.5,
  severeRatio: 2,
  /** Of the last validation loss to the best one. */
  finalToBest: 1.2,
  /** Of training reward above validation reward. */
  rewardGap: 0.1,
  /** Of reasoning tokens at the end to those at the beginning. */
  tokenGrowth: 3,
  leastValidationRows: 10,
  leastPoints: 3,
} as const;

/** A ratio is not told of a smaller loss: the examples are known by heart, and the ratio is without bounds. */
export const leastLoss = 1e-6;

/** The step at which a metric was best. */
export interface BestStep extends MeasuredPoint {
  /** The metric that it is judged by. */
  by: string;
}

/** What the verdict rests on; null for what is not known. */
export interface JudgedNumbers {
  trainingMetric: string | null;
  validationMetric: string | null;
  /** Averages over the last tenth of the points. */
  finalTraining: number | null;
  finalValidation: number | null;
  /** The best of such averages. */
  bestValidation: number | null;
  validationToTraining: number | null;
  finalToBest: number | null;
  rewardGap: number | null;
  tokenGrowth: number | null;
  trainingPoints: number;
  validationPoints: number;
  validationRows: number | null;
}

/** What has to be known of a training beside its measurements. */
export interface Circumstances {
  /** Rows of the validation file, where they were counted; no more than matter are. */
  validationRows?: number | undefined;
}

const lossNames = { validation: ["full_valid_loss", "valid_loss"], training: "train_loss" };
/** The metrics of training by rewards. */
export const rewardNames = {
  validation: ["full_valid_mean_reward", "valid_mean_reward"],
  training: "train_mean_reward",
};

/** True where the training is reinforcement by what was measured. */
export const isByReward = (rows: readonly MetricsRow[]): boolean =>
  [...rewardNames.validation, rewardNames.training].some((name) => pointsOf(rows, name).length > 0);

/**
 * The metric that tells how good a step is: of the whole validation set where it was measured often enough, else of
 * a part of it, else of the training.
 */
const decisiveMetric = (rows: readonly MetricsRow[], names: readonly string[]): string | undefined =>
  names.find((name) => pointsOf(rows, name).length >= thresholds.leastPoints) ??
  names.find((name) => pointsOf(rows, name).length > 0);

/** The step with the highest reward, or with the lowest loss; the first of several. Undefined where neither is known. */
export const bestStep = (rows: readonly MetricsRow[]): BestStep | undefined => {
  const isReward = isByReward(rows);
  const { validation, training } = isReward ? rewardNames : lossNames;
  const by = decisiveMetric(rows, validation) ?? decisiveMetric(rows, [training]);
  if (by === undefined) return undefined;
  const best = pointsOf(rows, by).reduce((found, point) =>
    (isReward ? point.value > found.value : point.value < found.value) ? point : found,
  );
  return { by, ...best };
};

const mean = (points: readonly MeasuredPoint[]): number =>
  points.reduce((sum, { value }) => sum + value / points.length, 0);

/** Averages over a tenth of the points each, the last one up to the end: single steps are noisy. */
const smoothed = (points: readonly MeasuredPoint[]): number[] => {
  const width = Math.max(1, Math.floor(points.length / 10));
  const averages: number[] = [];
  for (let end = points.length; end > 0; end -= width) {
    averages.unshift(mean(points.slice(Math.max(0, end - width), end)));
  }
  return averages;
};

const ratio = (value: number | null, of: number | null): number | null =>
  value === null || of === null || value < 0 || of < leastLoss ? null : value / of;

const growthOfTokens = (rows: readonly MetricsRow[]): number | null => {
  const averages = smoothed(pointsOf(rows, "train_reasoning_tokens_mean"));
  return averages.length < thresholds.leastPoints
    ? null
    : ratio(averages.at(-1) ?? null, averages[0] ?? null);
};

/** What a verdict on these measurements rests on. */
export const measureCurves = (
  rows: readonly MetricsRow[],
  { validationRows }: Circumstances,
): JudgedNumbers => {
  const isReward = isByReward(rows);
  const names = isReward ? rewardNames : lossNames;
  const validationMetric = decisiveMetric(rows, names.validation);
  const training = pointsOf(rows, names.training);
  const validation = validationMetric === undefined ? [] : pointsOf(rows, validationMetric);
  const averages = smoothed(validation);
  const finalTraining = smoothed(training).at(-1) ?? null;
  const finalValidation = averages.at(-1) ?? null;
  const bestValidation = averages.length > 0 ? (isReward ? Math.max : Math.min)(...averages) : null;
  const gap = finalTraining === null || finalValidation === null ? null : finalTraining - finalValidation;
  return {
    trainingMetric: training.length > 0 ? names.training : null,
    validationMetric: validationMetric ?? null,
    finalTraining,
    finalValidation,
    bestValidation,
    validationToTraining: isReward ? null : ratio(finalValidation, finalTraining),
    finalToBest: isReward ? null : ratio(finalValidation, bestValidation),
    rewardGap: isReward ? gap : null,
    tokenGrowth: growthOfTokens(rows),
    trainingPoints: training.length,
    validationPoints: validation.length,
    validationRows: validationRows ?? null,
  };
};
