import { evaluate as isTrue } from "@prismatic-io/spectral/dist/conditionalLogic";
import type { ConditionalExpression } from "@prismatic-io/spectral/dist/conditionalLogic/types";
import { isRecord } from "../platform/isRecord";
import type { StepOutcome } from "../platform/runStep";
import { evaluateAlone, type Scope, type VariableTexts } from "./evaluate";
import type { Expression, FileStep } from "./integrationFile";

/** What the platform's own components keep for all flows of an instance. */
export type KeptValues = Map<string, unknown>;

type Values = (key: string) => unknown;

/** A condition with what its expressions give: an operator, and what stands on its sides. */
const condition = (term: unknown, valueAt: (expression: Expression) => unknown): unknown => {
  if (Array.isArray(term)) return term.map((part) => condition(part, valueAt));
  return isRecord(term) && "type" in term ? valueAt(term as unknown as Expression) : term;
};

const branchOf = (step: FileStep, valueAt: (expression: Expression) => unknown): string => {
  const { conditions } = step.inputs;
  const rows = Array.isArray(conditions?.value) ? (conditions.value as Expression[]) : [];
  const met = rows.find((row) => isTrue(condition(row.value, valueAt) as ConditionalExpression));
  return met?.name ?? "Else";
};

const performed: Readonly<Record<string, (valueAt: Values, kept: KeptValues) => unknown>> = {
  "persist-data/getCrossFlowValue": (valueAt, kept) =>
    kept.get(String(valueAt("keyInput"))) ?? valueAt("defaultValueInput") ?? null,
  "persist-data/saveCrossFlowValue": (valueAt, kept) => {
    kept.set(String(valueAt("keyInput")), valueAt("valueInput"));
    return null;
  },
};

/**
 * What a step of the platform's own components gives, for those few that the examples use: values that are kept for the
 * next run, and branches by conditions, which spectral evaluates. Undefined for any other component.
 */
export const platformStep = (
  step: FileStep,
  scope: Scope,
  variables: VariableTexts,
  kept: KeptValues,
): StepOutcome | undefined => {
  const name = `${step.action.component.key}/${step.action.key}`;
  const valueAt = (expression: Expression): unknown => evaluateAlone(expression, scope, variables);
  if (name === "branch/branchOnExpression") return { value: null, branch: branchOf(step, valueAt) };
  const perform = performed[name];
  if (!perform) return undefined;
  const entered: Values = (key) => {
    const expression = step.inputs[key];
    return expression && valueAt(expression);
  };
  return { value: perform(entered, kept) };
};
