import { actualField } from "../../inputs/evaluation";
import { records } from "../../inputs/records";
import { refuseIdle } from "../../inputs/rivalInputs";
import { declaredAction } from "../../output/declaredAction";
import { createLocalTurns } from "../../pacing/turns";
import { comparisonShape, exampleComparison, showComparison } from "./comparison";
import {
  comparedField,
  comparison,
  ignoreCase,
  tolerance,
  toleranceType,
  trimSpaces,
} from "./comparisonInputs";

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
    return {
      data: showComparison(await compareRecords(params.records, fields, createLocalTurns(label, context))),
    };
  },
  output: comparisonShape,
  example: { data: exampleComparison },
});
