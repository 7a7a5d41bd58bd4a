import type { DataRecord } from "../../inputs/records";
import { anything, number, orNull, text } from "../../output/shape";

/** The judgment of a value, by a comparison or a model. */
export interface Judgment {
  /** From 0 to 1. */
  score: number;
  verdict: "pass" | "fail";
  reason: string;
}

/** Properties of a result: the record and its judgment. */
export const judgmentProperties = {
  record: anything<DataRecord>("The record as it came"),
  score: orNull(number("From 0 to 1; null for a record that failed")),
  verdict: orNull(text<"pass" | "fail">("pass or fail; null for a record that failed")),
  reason: orNull(text("Why, in the words of the comparison or of the model")),
};

/** The record and its judgment; only the record where it failed. */
export const judgmentOf = (record: DataRecord, judgment: Judgment | undefined) => ({
  record,
  score: judgment?.score ?? null,
  verdict: judgment?.verdict ?? null,
  reason: judgment?.reason ?? null,
});
