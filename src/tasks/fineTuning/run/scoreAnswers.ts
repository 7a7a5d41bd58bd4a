import { chatPurpose } from "../../../inputs/model";
import { parsePromptTemplate } from "../../../text/promptTemplate";
import { judgedFields } from "../../records/judgedFields";
import { judgeRecords } from "../../records/judgeRecords";
import { comparableText } from "../comparableText";
import type { FineTuneRun } from "./fineTuneRun";
import type { TestRow } from "./testRow";

/** An answer to a test row. */
interface AnsweredRow {
  row: TestRow;
  answer: string;
}

const keptMs = 10_000;

/** Equal but for case, blanks and punctuation. */
const exactScore = ({ row, answer }: AnsweredRow): number =>
  comparableText(answer) === comparableText(row.expected ?? "") ? 1 : 0;

const judge = async ({ client, wish, usage }: FineTuneRun, answered: readonly AnsweredRow[]) => {
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
  return { scores: results.map((result) => result?.score ?? undefined), warning };
};

/** How right answers are, from 0 to 1; undefined where the judge had no time. An answer that is none is wrong. */
export const scoreAnswers = async (
  run: FineTuneRun,
  answered: readonly AnsweredRow[],
): Promise<{ scores: Array<number | undefined>; warning: string | null }> => {
  if (run.wish.evaluation.by === "exact") return { scores: answered.map(exactScore), warning: null };
  const told = answered.filter(({ answer }) => answer !== "");
  const judged = told.length > 0 ? await judge(run, told) : { scores: [], warning: null };
  const scoreOf = new Map(told.map((one, index) => [one, judged.scores[index]]));
  return {
    scores: answered.map((one) => (one.answer === "" ? 0 : scoreOf.get(one))),
    warning: judged.warning,
  };
};
