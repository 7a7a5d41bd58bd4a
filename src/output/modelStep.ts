import type { ActionContext, Inputs } from "@prismatic-io/spectral";
import { clock } from "../client/clock";
import { type Client, createClient } from "../client/createClient";
import type { ClientOptions } from "../client/createStep";
import { type Group, openedGroup } from "../text/openedGroup";
import type { PricesInput } from "../text/UsageCounter";
import type { StepResult } from "./declaredAction";
import type { BudgetSettings } from "./spendingState";
import { recordUsage, type UsageRecord, withRecord } from "./usageRecord";

/** The groups of a step with its budget and its prices. */
export interface MoneyInputs {
  budget?: Group<BudgetSettings & { tags?: ReadonlyArray<readonly [name: string, value: string]> }>;
  prices?: PricesInput;
}

/** True for an action that runs a model: its form has a budget. */
export const runsModel = (inputs: Inputs): boolean => "budget" in inputs;

const limits = ["tokensPerRun", "costPerRun", "tokensPerDay", "costPerDay"] as const;

/** Runs a step within its budget, and adds what it used to its data, which goes into the log however it ends. */
export const runModelStep = async <Result extends StepResult<unknown>>(
  context: ActionContext,
  options: ClientOptions,
  { budget, prices }: MoneyInputs,
  run: (client: Client) => Promise<Result>,
): Promise<Result> => {
  const startedAtMs = clock.now();
  const settings = openedGroup("Budget and Tags", budget);
  const told: string[] = [];
  const opened = limits.some((limit) => settings[limit] !== undefined)
    ? (await import("./spendingState")).openBudget(context, settings, (warning) => told.push(warning))
    : undefined;
  const client = createClient(context, {
    ...options,
    modelCall: { ...options.modelCall, ...(opened && { budget: opened.budget }) },
  });
  for (const warning of told) client.warnings.add(warning);
  const record = (): UsageRecord =>
    recordUsage({ client, context, startedAtMs, prices, tags: settings.tags });
  try {
    const { data, crossFlowState, ...result } = await run(client);
    const saved = opened?.toSave();
    const kept = { ...crossFlowState, ...saved?.crossFlowState };
    return {
      ...result,
      data: withRecord(data, record()),
      ...(Object.keys(kept).length > 0 && { crossFlowState: kept }),
      ...(saved && { executionState: saved.executionState }),
    } as Result;
  } catch (error) {
    opened?.keep();
    // A step that was refused before it sent anything has nothing to bill.
    if (client.usage.counter.answers > 0) record();
    throw error;
  }
};
