import {
  type Circumstances,
  isByReward,
  type JudgedNumbers,
  leastLoss,
  measureCurves,
  rewardNames,
  thresholds,
} from "./measureCurves";
import { type MetricsRow, pointsOf } from "./metricsRow";

/** Whether a training overfits, and why that is said. */
export interface Judgment {
  overfits: "yes" | "no" | "unknown";
  verdict: string;
  numbers: JudgedNumbers;
}

/** A reward below it is none. */
const leastReward = 1e-6;

const shown = (value: number): string => String(Number(value.toPrecision(3)));

/** Why nothing can be said; undefined where something can. */
const doubt = (numbers: JudgedNumbers): string | undefined => {
  const { trainingMetric, validationMetric, validationPoints, validationRows } = numbers;
  const { leastPoints, leastValidationRows } = thresholds;
  if (trainingMetric === null && validationMetric === null) return "neither a loss nor a reward was measured";
  if (validationMetric === null) return "nothing was measured on validation rows";
  if (validationPoints < leastPoints) {
    return `${validationMetric} was measured at fewer than ${leastPoints} steps (${validationPoints})`;
  }
  return validationRows !== null && validationRows < leastValidationRows
    ? `the validation file has fewer than ${leastValidationRows} rows (${validationRows})`
    : undefined;
};

const severity = (value: number): string => {
  if (value > thresholds.severeRatio) return "severe";
  if (value >= thresholds.moderateRatio) return "moderate";
  return value >= thresholds.mildRatio ? "mild" : "fine";
};

const ratioWords = ({ validationToTraining, finalTraining }: JudgedNumbers): string => {
  if (finalTraining === null) return "The training loss is not known.";
  if (finalTraining < leastLoss) return "The training loss is 0: the rows are known by heart.";
  if (validationToTraining === null) return "A loss is negative, so its ratio says nothing.";
  const { mildRatio, moderateRatio, severeRatio } = thresholds;
  return `The last validation loss is ${shown(validationToTraining)} times the training loss, which is ${severity(validationToTraining)} (mild from ${mildRatio}, moderate from ${moderateRatio}, severe above ${severeRatio}).`;
};

const riseWords = ({ finalToBest }: JudgedNumbers): string[] => {
  if (finalToBest === null) return [];
  return finalToBest === 1
    ? [`It is the best one (overfitted above ${thresholds.finalToBest} times the best).`]
    : [`It is ${shown(finalToBest)} times the best one (overfitted above ${thresholds.finalToBest}).`];
};

const judgeLosses = (numbers: JudgedNumbers): Omit<Judgment, "numbers"> => {
  const { validationToTraining, finalToBest } = numbers;
  const isFar = validationToTraining !== null && validationToTraining >= thresholds.moderateRatio;
  const hasRisen = finalToBest !== null && finalToBest > thresholds.finalToBest;
  const words = [ratioWords(numbers), ...riseWords(numbers)].join(" ");
  if (isFar || hasRisen) {
    return {
      overfits: "yes",
      verdict: `The training overfits. ${words} Train for fewer epochs, add rows, or deploy a checkpoint near the best step.`,
    };
  }
  const isKnown = validationToTraining !== null || finalToBest !== null;
  return {
    overfits: isKnown ? "no" : "unknown",
    verdict: `${isKnown ? "The training does not overfit." : "Whether the training overfits is not known."} ${words}`,
  };
};

const judgeRewards = ({ rewardGap }: JudgedNumbers): Omit<Judgment, "numbers"> => {
  if (rewardGap === null) {
    return {
      overfits: "unknown",
      verdict: "Whether the training overfits is not known: nothing was measured on training rows.",
    };
  }
  const words = `The training reward ends ${shown(Math.abs(rewardGap))} ${rewardGap < 0 ? "below" : "above"} the validation reward (suspicious above ${thresholds.rewardGap}).`;
  return rewardGap > thresholds.rewardGap
    ? {
        overfits: "yes",
        verdict: `The training seems to overfit. ${words} Add rows, or deploy a checkpoint near the best step.`,
      }
    : { overfits: "no", verdict: `The training does not overfit. ${words}` };
};

/** What else the curves show. */
const remarks = (rows: readonly MetricsRow[], { tokenGrowth }: JudgedNumbers): string[] => {
  const rewards = [rewardNames.training, ...rewardNames.validation].flatMap((name) => pointsOf(rows, name));
  const isFlat =
    rewards.length >= thresholds.leastPoints && rewards.every(({ value }) => Math.abs(value) < leastReward);
  return [
    ...(isFlat ? ["The reward stays at 0: check the grader, and the fields of the rows that it names."] : []),
    ...(tokenGrowth !== null && tokenGrowth >= thresholds.tokenGrowth
      ? [
          `The reasoning tokens have grown to ${shown(tokenGrowth)} times those at the beginning (suspicious from ${thresholds.tokenGrowth}): the grader may reward long answers.`,
        ]
      : []),
  ];
};

/**
 * Whether a training overfits: by the ratio of the last validation loss to the training loss and to the best one, or
 * by the gap between the rewards.
 */
export const judgeMetrics = (rows: readonly MetricsRow[], circumstances: Circumstances): Judgment => {
  const numbers = measureCurves(rows, circumstances);
  const why = doubt(numbers);
  const { overfits, verdict }: Omit<Judgment, "numbers"> =
    why !== undefined
      ? { overfits: "unknown", verdict: `Whether the training overfits is not known: ${why}.` }
      : isByReward(rows)
        ? judgeRewards(numbers)
        : judgeLosses(numbers);
  return { overfits, verdict: [verdict, ...remarks(rows, numbers)].join(" "), numbers };
};
