import { actualField } from "../../inputs/evaluation";
import { outputFile, recordsFile } from "../../inputs/outputFile";
import { records } from "../../inputs/records";
import { refuseIdle } from "../../inputs/rivalInputs";
import { declaredAction } from "../../output/declaredAction";
import { createLocalTurns } from "../../pacing/turns";
import { noticesOf } from "../../text/notices";
import { comparisonShape, exampleComparison, showComparison } from "./comparison";
import {
  comparedField,
  comparison,
  ignoreCase,
  tolerance,
  toleranceType,
  trimSpaces,
} from "./comparisonInputs";
import { scoredRecords } from "./scores";

const label = "Compare Records";

/** Compares a value of many records with an expected one, without a call. */
export const compareRecords = declaredAction({
  label,
  description:
    "Compare a value of each of many records with the expected one, without a model or a connection",
  inputs: {
    records,
    comparison,
    actualField,
    expectedField: comparedField,
    ignoreCase,
    trimSpaces,
    tolerance,
    toleranceType,
    outputFile,
  },
  effect: "reads",
  perform: async (context, params) => {
    if (params.comparison !== "numeric")
      refuseIdle(["Tolerance", params.tolerance], "Comparison is not numeric");
    const { compareRecords } = await import("../../tasks/records/compareRecords");
    const fields = {
      comparison: params.comparison ?? "exact",
      actualField: params.actualField ?? "answer",
      expectedField: params.expectedField ?? "expected",
      rules: {
        ignoresCase: params.ignoreCase ?? false,
        trims: params.trimSpaces ?? true,
        tolerance: params.tolerance ?? 0,
        isRelative: params.toleranceType === "relative",
      },
    };
    const results = await compareRecords(params.records, fields, createLocalTurns(label, context));
    const file = recordsFile(params.outputFile, () => scoredRecords(results));
    return { data: { ...showComparison(results), file, warnings: [...noticesOf(params.records)] } };
  },
  output: comparisonShape,
  example: { data: exampleComparison },
});
