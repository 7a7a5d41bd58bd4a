import type { DataRecord } from "../../inputs/records";
import { anything, number, type Of, objectOf, orNull, text } from "../../output/shape";
import type { CheckType } from "./evaluatedFields";
import { type RecordResult, recordResultProperties } from "./recordResult";

/** What a check or a judge says of a value. */
export interface Judgment {
  /** From 0 to 1. */
  score: number;
  verdict: "pass" | "fail";
  reason: string;
}

/** What became of one record. */
export const evaluationResultShape = objectOf({
  ...recordResultProperties,
  record: anything<DataRecord>("The record as it came"),
  check: text<CheckType>("model, exact, contains or numeric"),
  score: orNull(number("From 0 to 1; null for a record that failed")),
  verdict: orNull(text<"pass" | "fail">("pass or fail; null for a record that failed")),
  reason: orNull(text("Why, in the words of the check or of the model")),
});

/** What became of one record. */
export type EvaluationResult = Of<typeof evaluationResultShape>;

/** A result with a judgment, or without one where the record failed. */
export const evaluationResult = (
  { index, status, ...rest }: RecordResult,
  record: DataRecord,
  check: CheckType,
  judgment: Judgment | undefined,
): EvaluationResult => ({
  index,
  status,
  record,
  check,
  score: judgment?.score ?? null,
  verdict: judgment?.verdict ?? null,
  reason: judgment?.reason ?? null,
  ...rest,
});
