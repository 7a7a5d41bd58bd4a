import type { GatheredRows } from "./gatherRows";
import type { MeasuredSplit } from "./measureSplit";
import type { Advice, ReasonCount, RowError } from "./TrainingReport";
import { type TokenStatistics, tokenStatistics } from "./tokenStatistics";
import type { TrainingFile } from "./trainingFile";
import { type SplitName, splitNames, type TrainingOptions } from "./trainingOptions";

type OfSplits<Value> = Record<SplitName, Value>;

/** What rows became. */
export interface PreparedData {
  /** True when the files are right, and rows that are wrong were left out with the builder's leave. */
  isReady: boolean;
  /** The files that have rows; none unless they are ready. */
  files: Partial<OfSplits<TrainingFile>>;
  counts: {
    total: number;
    prepared: number;
    wrong: number;
    duplicates: number;
    groups: number;
  } & OfSplits<number>;
  shares: { asked: OfSplits<number>; reached: OfSplits<number> };
  overlaps: MeasuredSplit["overlaps"];
  statistics: Partial<OfSplits<Record<"prompt" | "answer" | "total", TokenStatistics>>>;
  estimate: {
    trainingTokensPerEpoch: number;
    /** True where some rows were not counted one by one, or have parts such as images that nobody counts. */
    isEstimate: boolean;
    /** Null without a price, and for reinforcement training, which is paid by the hour. */
    costPerEpoch: number | null;
    epochs: number | null;
    cost: number | null;
  };
  rowErrors: RowError[];
  reasons: ReasonCount[];
  advice: Advice;
  /** The system's message that all rows have, for running the model with the same one; null without. */
  systemMessage: string | null;
}

/** Statistics of the tokens of each part that has rows. */
export const statisticsOf = (
  { promptTokens, answerTokens }: GatheredRows,
  places: Uint8Array,
): PreparedData["statistics"] => {
  const found: PreparedData["statistics"] = {};
  for (const [place, name] of splitNames.entries()) {
    const ofPart = (countOf: (row: number) => number) =>
      tokenStatistics(
        Uint32Array.from(places, (_, row) => countOf(row)).filter((_, row) => places[row] === place),
      );
    const prompt = ofPart((row) => promptTokens[row] ?? 0);
    const answer = ofPart((row) => answerTokens[row] ?? 0);
    const total = ofPart((row) => (promptTokens[row] ?? 0) + (answerTokens[row] ?? 0));
    if (prompt && answer && total) found[name] = { prompt, answer, total };
  }
  return found;
};

/** What training with so many tokens costs, where there is a price. */
export const estimateOf = (
  tokens: number,
  { method, trainingPrice, epochs }: TrainingOptions,
  isEstimate: boolean,
): PreparedData["estimate"] => {
  const costPerEpoch =
    trainingPrice === undefined || method === "reinforcement"
      ? null
      : Number(((tokens * trainingPrice) / 1e6).toPrecision(12));
  return {
    trainingTokensPerEpoch: tokens,
    isEstimate,
    costPerEpoch,
    epochs: epochs ?? null,
    cost:
      costPerEpoch === null || epochs === undefined ? null : Number((costPerEpoch * epochs).toPrecision(12)),
  };
};
