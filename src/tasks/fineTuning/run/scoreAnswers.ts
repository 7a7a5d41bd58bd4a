import { chatPurpose } from "../../../inputs/model";
import { parsePromptTemplate } from "../../../text/promptTemplate";
import type { EvaluationResult } from "../../records/evaluationResult";
import { judgedFields } from "../../records/judgedFields";
import { judgeRecords } from "../../records/judgeRecords";
import { comparableText } from "../comparableText";
import { finalKinds, keptMs } from "./askTestRows";
import type { FineTuneRun } from "./fineTuneRun";
import type { TestRow } from "./testRow";

/** An answer to a test row. */
interface AnsweredRow {
  row: TestRow;
  answer: string;
}

/** What came of scoring an answer. */
interface Scored {
  score: number;
  /** Why the judge can't score it, whoever asks again. */
  problem?: string;
}

/** Statuses that say that a request is wrong. */
const refusals = new Set<unknown>([400, 413, 422]);

/** Equal but for case, blanks and punctuation. */
const exactScore = ({ row, answer }: AnsweredRow): number =>
  comparableText(answer) === comparableText(row.expected ?? "") ? 1 : 0;

const judge = async (
  { client, wish, usage }: FineTuneRun,
  answered: readonly AnsweredRow[],
  hasScores: boolean,
) => {
  const { judgeModel, rubric } = wish.evaluation;
  const records = answered.map(({ row, answer }) => ({
    answer,
    prompt: row.messages,
    ...(row.expected !== undefined && { expected: row.expected }),
  }));
  const fields = judgedFields(records, {
    actualField: "answer",
    expectedField: records.some(({ expected }) => expected !== undefined) ? "expected" : undefined,
    rubric: rubric === undefined ? undefined : parsePromptTemplate("Rubric", rubric),
    contextFields: ["prompt"],
  });
  const { results, warning } = await judgeRecords(records, fields, {
    client,
    model: judgeModel,
    purpose: chatPurpose,
    settings: {},
    usage,
    format: undefined,
    passScore: undefined,
    actualField: "answer",
    handsOver: true,
    reservedMs: keptMs,
  });
  const told = results.find((result) => result?.error)?.error;
  const isScoring = hasScores || results.some((result) => typeof result?.score === "number");
  return {
    scores: results.map((result) => scoredOf(result, isScoring)),
    warning: warning ?? told?.message ?? null,
  };
};

/**
 * An answer that can't be judged counts as wrong; undefined for one that may be judged later. A refusal is about the
 * answer where the judge takes others.
 */
const scoredOf = (result: EvaluationResult | undefined, isScoring: boolean): Scored | undefined => {
  if (typeof result?.score === "number") return { score: result.score };
  const { kind, status, message } = result?.error ?? {};
  const isRefused = isScoring && kind === "rejected" && refusals.has(status);
  if (message === undefined || !(finalKinds.has(kind) || isRefused)) return undefined;
  return { score: 0, problem: message };
};

/**
 * How right answers are, from 0 to 1; undefined where that is still to be asked. An answer that is none is wrong.
 * @param hasScores - true where the judge scored other answers before
 */
export const scoreAnswers = async (
  run: FineTuneRun,
  answered: readonly AnsweredRow[],
  hasScores: boolean,
): Promise<{ scores: Array<Scored | undefined>; warning: string | null }> => {
  if (run.wish.evaluation.by === "exact")
    return { scores: answered.map((one) => ({ score: exactScore(one) })), warning: null };
  const told = answered.filter(({ answer }) => answer !== "");
  const judged = told.length > 0 ? await judge(run, told, hasScores) : { scores: [], warning: null };
  const scoreOf = new Map(told.map((one, index) => [one, judged.scores[index]]));
  return {
    scores: answered.map((one) => (one.answer === "" ? { score: 0 } : scoreOf.get(one))),
    warning: judged.warning,
  };
};
