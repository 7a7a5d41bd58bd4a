import type { ActionContext } from "@prismatic-io/spectral";
import { clock } from "../client/clock";
import { type Amount, Budget, budgetError } from "../client/modelCall/spending/Budget";
import { isObject } from "../text/isObject";
import { Memory } from "../text/Memory";

/** The states that a budget is kept in: of the run, and of all runs of the instance. */
type States = Partial<Pick<ActionContext, "executionState" | "crossFlowState" | "executionId" | "instance">>;

/** The settings of a budget: the limits, in tokens and in the currency of the prices. */
export interface BudgetSettings {
  tokensPerRun?: number | undefined;
  costPerRun?: number | undefined;
  tokensPerDay?: number | undefined;
  costPerDay?: number | undefined;
  whenUnknown?: "refuse" | "goOn" | undefined;
}

const place = "azureOpenAISpent";

/**
 * A day's spending is kept under this many keys, each run's under the one of its id: runs side by side rarely share
 * one, and the state stays small.
 */
const slots = 32;

const slotOf = (executionId: string): string => {
  let sum = 0;
  for (const character of executionId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return `${place}${sum % slots}`;
};

/** The day of UTC, such as 2026-11-26. */
const today = (): string => new Date(clock.now()).toISOString().slice(0, 10);

const nothing: Amount = { tokens: 0, microCost: 0 };

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const plus = (left: Amount, right: Amount): Amount => ({
  tokens: left.tokens + right.tokens,
  microCost: left.microCost + right.microCost,
});

/** An amount in a state; nothing where the key was never written, or on another day. Undefined for a broken entry. */
const readEntry = (entry: unknown, day?: string): Amount | undefined => {
  if (entry === undefined || entry === null) return nothing;
  if (!isObject(entry)) return undefined;
  const { tokens, microCost, day: written } = entry;
  if (day !== undefined && typeof written === "string" && written !== day) return nothing;
  return isCount(tokens) && isCount(microCost) && written === day ? { tokens, microCost } : undefined;
};

const sumOf = (amounts: ReadonlyArray<Amount | undefined>): Amount | undefined =>
  amounts.reduce<Amount | undefined>((sum, amount) => sum && amount && plus(sum, amount), nothing);

/**
 * What steps of this process spent and could not save, because they failed: a failed step returns no state. It is kept
 * for the run, and for all runs of the instance on that day.
 */
const unsaved = new Memory<Amount>(500);

const unsavedOf = (key: string): Amount => unsaved.get(key) ?? nothing;

const takeUnsaved = (key: string): Amount => {
  const amount = unsavedOf(key);
  unsaved.delete(key);
  return amount;
};

/** What was spent before the step: in its run, and on its day. Undefined where a state can't be read. */
const readSpent = ({ executionState, crossFlowState, executionId = "" }: States, day: string) => {
  const run = isObject(executionState) ? readEntry(executionState[place]) : undefined;
  const entries = isObject(crossFlowState) ? crossFlowState : undefined;
  const ofDay =
    entries &&
    sumOf(Array.from({ length: slots }, (_slot, index) => readEntry(entries[`${place}${index}`], day)));
  const slot = entries && readEntry(entries[slotOf(executionId)], day);
  return { run, ofDay, slot };
};

/** A step's budget, and the state to save after it. */
interface OpenedBudget {
  budget: Budget;
  /** What the platform is to keep, once the step has ended well. */
  toSave(): Pick<ActionContext, "executionState" | "crossFlowState">;
  /** Remembers what a step that failed has spent, for the next steps of its run and its instance in this process. */
  keep(): void;
}

const microOf = (cost: number): number => Math.round(cost * 1_000_000);

const limitsOf = (
  { tokensPerRun, costPerRun, tokensPerDay, costPerDay }: BudgetSettings,
  run: Amount,
  ofDay: Amount,
) =>
  (
    [
      ["Tokens per Run", "tokens", tokensPerRun, run],
      ["Cost per Run", "microCost", costPerRun, run],
      ["Tokens per Day", "tokens", tokensPerDay, ofDay],
      ["Cost per Day", "microCost", costPerDay, ofDay],
    ] as const
  ).flatMap(([label, unit, most, before]) =>
    most === undefined
      ? []
      : [{ label, unit, most: unit === "tokens" ? most : microOf(most), before: before[unit] }],
  );

/**
 * Opens the budget of a step by what its run and its day have spent.
 * @param warn - is told where that can't be read, and the step goes on all the same
 * @throws AzureOpenAIError where that can't be read, unless the builder lets the step go on.
 */
export const openBudget = (
  context: States,
  settings: BudgetSettings,
  warn: (warning: string) => void,
): OpenedBudget => {
  const { executionId = "", instance } = context;
  const day = today();
  const keys = { run: `run ${executionId}`, day: `day ${instance?.id ?? ""} ${day}` };
  const { run, ofDay, slot } = readSpent(context, day);
  const needsDay = settings.tokensPerDay !== undefined || settings.costPerDay !== undefined;
  if (!run || (needsDay && !ofDay)) {
    const what = `what ${run ? "the day" : "the run"} has spent can't be read in the platform's state`;
    if (settings.whenUnknown !== "goOn")
      throw budgetError(
        `Budget and Tags: ${what}, and nothing was sent.`,
        "Choose Go On for When Spending Is Unknown to send all the same.",
      );
    warn(`Budget and Tags: ${what}: it was taken for nothing.`);
  }
  const before = plus(run ?? nothing, unsavedOf(keys.run));
  const budget = new Budget(limitsOf(settings, before, plus(ofDay ?? nothing, unsavedOf(keys.day))));
  const saved = (known: Amount | undefined, key: string): Amount =>
    [known ?? nothing, budget.spent, takeUnsaved(key)].reduce(plus);
  return {
    budget,
    toSave: () => ({
      executionState: { [place]: saved(run, keys.run) },
      crossFlowState: { [slotOf(executionId)]: { day, ...saved(slot, keys.day) } },
    }),
    keep: () => {
      for (const key of Object.values(keys)) unsaved.set(key, plus(unsavedOf(key), budget.spent));
    },
  };
};
