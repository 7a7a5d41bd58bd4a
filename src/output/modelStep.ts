import type { ActionContext, Inputs } from "@prismatic-io/spectral";
import { clock } from "../client/clock";
import { type Client, createClient } from "../client/createClient";
import type { ClientOptions } from "../client/createStep";
import { type Group, openedGroup } from "../text/openedGroup";
import type { PricesInput } from "../text/UsageCounter";
import type { BudgetSettings } from "./spendingState";
import { recordUsage, type UsageRecord } from "./usageRecord";

/** The state that the platform keeps. */
type Saved = Partial<Pick<ActionContext, "executionState" | "crossFlowState">>;

/** What a step that runs a model gives: its data, its usage record, and the state to keep. */
interface ModelStepResult<Data> {
  data: Data & { usageRecord: UsageRecord };
  saved: Saved;
}

/** The groups of a step with its budget and its prices. */
export interface MoneyInputs {
  budget?: Group<BudgetSettings & { tags?: ReadonlyArray<readonly [name: string, value: string]> }>;
  prices?: PricesInput;
}

/** True for an action that runs a model: its form has a budget. */
export const runsModel = (inputs: Inputs): boolean => "budget" in inputs;

const limits = ["tokensPerRun", "costPerRun", "tokensPerDay", "costPerDay"] as const;

/** Runs a step within its budget, and records what it used, however it ends. */
export const runModelStep = async <Data>(
  context: ActionContext,
  options: ClientOptions,
  { budget, prices }: MoneyInputs,
  run: (client: Client) => Promise<Data>,
): Promise<ModelStepResult<Data>> => {
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
    const data = await run(client);
    return { data: { ...data, usageRecord: record() }, saved: opened?.toSave() ?? {} };
  } catch (error) {
    opened?.keep();
    // A step that was refused before it sent anything has nothing to bill.
    if (client.usage.counter.answers > 0) record();
    throw error;
  }
};
