import type { DataRecord } from "../../inputs/records";
import { type Of, objectOf } from "../../output/shape";
import { type ItemResult, itemResultProperties } from "../answers/itemResult";
import { type Judgment, judgmentOf, judgmentProperties } from "./judgment";

/** Shape of the result of one judged record. */
export const evaluationResultShape = objectOf({ ...itemResultProperties("record"), ...judgmentProperties });

/** The result of one judged record. */
export type EvaluationResult = Of<typeof evaluationResultShape>;

/** Makes a result with its judgment, or without one where the record failed. */
export const evaluationResult = (
  { index, status, ...rest }: ItemResult,
  record: DataRecord,
  judgment: Judgment | undefined,
): EvaluationResult => ({ index, status, ...judgmentOf(record, judgment), ...rest });
