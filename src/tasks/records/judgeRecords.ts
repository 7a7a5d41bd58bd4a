import type { DataRecord } from "../../inputs/records";
import { createTurns, mapInTurns } from "../../pacing/turns";
import { createAnswerCheck } from "../../text/answerCheck";
import { readAnswerSchema } from "../../text/answerSchema";
import { estimateRequestTokens } from "../../text/estimateTokens";
import { judgedMaterial, judgeInstructions, judgeSchema } from "../../text/judgeInstructions";
import type { AnswerFormat } from "../answers/askInForm";
import { askItems, type ItemRun } from "../answers/askItems";
import { itemResult, unsentResult } from "../answers/itemResult";
import { nothingToJudge } from "./evaluatedValues";
import { type EvaluationResult, evaluationResult } from "./evaluationResult";
import type { JudgedFields } from "./judgedFields";
import type { Judgment } from "./judgment";

/** The settings of a judging model. */
interface JudgeRun extends Omit<ItemRun, "form" | "noun"> {
  format: AnswerFormat | undefined;
  /** Least score with which a record passes; undefined leaves the verdict to the model. */
  passScore: number | undefined;
  actualField: string;
}

const withVerdict = (judgment: Judgment, passScore: number | undefined): Judgment =>
  passScore === undefined
    ? judgment
    : { ...judgment, verdict: judgment.score >= passScore ? "pass" : "fail" };

/** The results of judging. */
interface JudgedRecords {
  /** In the order of the records; undefined for a record that was not done. */
  results: Array<EvaluationResult | undefined>;
  /** Why records were not done, and when to try again; null when all were. */
  warning: string | null;
}

/** Lets a model judge each record's value. */
export const judgeRecords = async (
  records: readonly DataRecord[],
  fields: readonly JudgedFields[],
  { format, passScore, actualField, ...run }: JudgeRun,
): Promise<JudgedRecords> => {
  const schema = readAnswerSchema(run.client.action, judgeSchema);
  const places = fields.flatMap(({ actual }, index) => (actual === undefined ? [] : [index]));
  const questions = await mapInTurns(places, createTurns(run.client), (index) => {
    const { rubric, expected, context, actual } = fields[index] as JudgedFields;
    const material = judgedMaterial({ rubric, expected, context, actual });
    return {
      messages: [
        { role: "system" as const, content: judgeInstructions },
        { role: "user" as const, content: material },
      ],
      tokens: estimateRequestTokens(judgeInstructions.length + material.length, undefined),
    };
  });
  const check = await createAnswerCheck(run.client.action, schema.full);
  const { outcomes, warning } = await askItems(questions, {
    ...run,
    noun: "records",
    form: { schema, check, format },
  });
  const outcomeAt = new Map(places.map((index, place) => [index, outcomes[place]]));
  const results = records.map((record, index) => {
    const outcome = outcomeAt.get(index);
    if (!outcome)
      return evaluationResult(unsentResult(index, nothingToJudge(actualField)), record, undefined);
    const result = itemResult(index, outcome);
    const judgment =
      outcome.settled?.status === "succeeded"
        ? withVerdict(outcome.settled.value as Judgment, passScore)
        : undefined;
    return result && evaluationResult(result, record, judgment);
  });
  return { results, warning };
};
