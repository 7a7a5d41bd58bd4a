import type { Client } from "../../client/createClient";
import type { DataRecord } from "../../inputs/records";
import { UsageCounter } from "../../output/usage";
import { createTurns, mapInTurns } from "../../pacing/turns";
import type { TextRules } from "../../text/comparableValue";
import { shownName } from "../../text/nearestNames";
import {
  type CheckedValue,
  checkContains,
  checkExact,
  checkNumeric,
  type ToleranceRules,
} from "../../text/valueChecks";
import type { CheckType, EvaluatedFields } from "./evaluatedFields";
import { type EvaluationResult, evaluationResult } from "./evaluationResult";
import type { RecordResult } from "./recordResult";

/** A check that needs no model, and its rules. */
interface ValueCheck extends TextRules, ToleranceRules {
  check: Exclude<CheckType, "model">;
}

const run = (rules: ValueCheck, { actual, expected }: EvaluatedFields): CheckedValue => {
  switch (rules.check) {
    case "exact":
      return checkExact(actual, expected, rules);
    case "contains":
      return checkContains(actual, expected, rules);
    case "numeric":
      return checkNumeric(actual, expected, rules);
  }
};

/** A result of a record that was not sent anywhere. */
export const unsentResult = (index: number, problem?: string): RecordResult => ({
  index,
  status: problem === undefined ? "succeeded" : "failed",
  error: problem === undefined ? null : { message: problem },
  attempts: 0,
  durationMs: 0,
  usage: new UsageCounter().sum(),
  wasRepaired: false,
});

/** Why a record without the value to judge has no judgment. */
export const nothingToJudge = (field: string): string =>
  `The record has no field ${shownName(field)}: there is nothing to judge.`;

/** How values are compared where no model judges. */
export const comparisonRules = (params: {
  ignoreCase?: boolean | undefined;
  trimSpaces?: boolean | undefined;
  tolerance?: number | undefined;
  toleranceType?: string | undefined;
}) => ({
  ignoresCase: params.ignoreCase ?? false,
  trims: params.trimSpaces ?? true,
  tolerance: params.tolerance ?? 0,
  isRelative: params.toleranceType === "relative",
});

/** Compares each record's value with the expected one. */
export const checkRecords = (
  client: Client,
  records: readonly DataRecord[],
  fields: readonly EvaluatedFields[],
  rules: ValueCheck,
  actualField: string,
): Promise<EvaluationResult[]> =>
  mapInTurns(records, createTurns(client), (record, index) => {
    const values = fields[index];
    const outcome: CheckedValue =
      values?.actual === undefined ? { problem: nothingToJudge(actualField) } : run(rules, values);
    if ("problem" in outcome)
      return evaluationResult(unsentResult(index, outcome.problem), record, rules.check, undefined);
    const verdict = outcome.score === 1 ? "pass" : "fail";
    return evaluationResult(unsentResult(index), record, rules.check, { ...outcome, verdict });
  });
