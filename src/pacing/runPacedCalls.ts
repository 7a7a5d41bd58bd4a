import { clock } from "../client/clock";
import type { Client } from "../client/createClient";
import type { ModelPurpose } from "../client/endpoint/modelChoice";
import { isAzureOpenAIError, isConnectionProblem, isOverBudget } from "../client/errors/errors";
import { leftInWords, waitError } from "./endWords";
import { followRun } from "./followRun";
import { type ItemCall, itemCalls } from "./itemCalls";
import type { Forecast, PacedResult, RunEnd } from "./pacedOptions";
import type { Verdict } from "./runOrdered";
import { runPaced } from "./runPaced";

/** Items under way at once where a step does not say otherwise. */
const defaultConcurrency = 50;

/** Makes one SDK call of the step's model. After a refusal for rate, the pacer waits, and not the client. */
export type Ask = ItemCall;

/** A step that makes many calls of one model. */
export interface PacedCalls<Item> {
  client: Client;
  model: string | undefined;
  purpose: ModelPurpose;
  /** What the items are called in the log and in warnings, such as "prompts". */
  noun: string;
  /** True where the items are parts of one input: the builder can't run the step with some of them. */
  isDivided?: boolean | undefined;
  /** About how many tokens an item costs. */
  estimateTokens(item: Item): number;
  /** True divides the items among all deployments of the step, fallbacks included. */
  spread?: boolean | undefined;
  /** Key of the quota where the calls go to another service than the model's, which has no fallbacks. */
  ownQuota?: string | undefined;
  /** Items under way at once, at most; 50 when absent. */
  concurrency?: number | undefined;
  /** Once this many items failed, no further item starts. It may change: it is read before each start. */
  readonly mostFailures?: number | undefined;
  /** Called when an item failed, before the next one starts. */
  onFailed?: ((item: Item, error: unknown) => void) | undefined;
  /** After this many refusals for rate, an item fails as too large for the quota; undefined lets the run judge. */
  mostRefusals?: ((item: Item) => number | undefined) | undefined;
  /** Called with forecasts of the remaining time; true ends the run. */
  onForecast?(forecast: Forecast): boolean;
  /** True lets the first item run alone: its answer shows the quota before the others start. */
  startsWithOne?: boolean | undefined;
  /** True starts the items in their order, as where the last ones are made small. */
  keepsOrder?: boolean | undefined;
  /** True where a batch takes over the items that are left: too long a wait is then no error. */
  handsOver?: boolean | undefined;
  /** Time at the end of the step in which no item starts any more, in milliseconds. */
  reservedMs?: number | undefined;
}

/** The results of a step's items. */
export interface PacedAnswers<Output> {
  /** In the order of the items; undefined for an item that has not ended. */
  results: Array<PacedResult<Output> | undefined>;
  /** Why items were not done, and when to try again; null when all were. */
  warning: string | null;
  /** The error that the warning quotes. */
  toldError?: unknown;
  /** Why the run ended before all items did. */
  end?: RunEnd;
}

/** True when it was the step's time that ran out. */
const hasNoTimeLeft = (client: Client, error: unknown): boolean =>
  isAzureOpenAIError(error) && error.kind === "timeout" && client.remainingMs() <= 0;

const judge = (client: Client, error: unknown): Verdict => {
  if (client.signal?.aborted || hasNoTimeLeft(client, error) || isOverBudget(error)) return "unfinished";
  // A wrong credential would fail every item: one error for the run in place of one for each item.
  return isConnectionProblem(error) ? "fatal" : "failed";
};

/**
 * Runs the items of a step at the pace of its model's quota, until the step's time is up. After a refusal for rate,
 * `runItem` is called again for the same item: it has to keep the answers that it already had.
 * @throws ConnectionError when the connection is wrong and nothing succeeded; the refusal that every item would get
 * when nothing succeeded; the error of the wait or of the time that ran out when no item has a result.
 */
export const runPacedCalls = async <Item, Output>(
  items: readonly Item[],
  runItem: (item: Item, ask: Ask, index: number) => Promise<Output>,
  calls: PacedCalls<Item>,
): Promise<PacedAnswers<Output>> => {
  const { client, model, purpose, noun } = calls;
  const { action, logger } = client;
  const { lanes, askIn, passesOn } = itemCalls(client, model, purpose, calls);
  const { results, end } = await runPaced<Item, Output>(
    items,
    (item, index, onHeaders, lane) => runItem(item, askIn(lane, index, onHeaders), index),
    {
      concurrency: calls.concurrency ?? defaultConcurrency,
      lanes,
      passesOn,
      deadlineMs: clock.now() + client.remainingMs() - (calls.reservedMs ?? 0),
      get mostFailures() {
        return calls.mostFailures;
      },
      onFailed: calls.onFailed,
      mostRefusals: calls.mostRefusals,
      startsWithOne: calls.startsWithOne,
      keepsOrder: calls.keepsOrder,
      signal: client.signal,
      onForecast: (forecast) => calls.onForecast?.(forecast) ?? false,
      estimateTokens: calls.estimateTokens,
      onProgress: followRun(client, noun),
      judge: (error) => judge(client, error),
    },
  );
  if (!end || end.reason === "handedBack") return { results, warning: null };
  const left = results.filter((result) => result === undefined).length;
  const isForNoTime = end.reason === "wait" || (end.reason === "time" && end.error !== undefined);
  if (left === items.length && isForNoTime && !calls.handsOver)
    throw end.error ?? waitError(action, end, clock.now());
  const warning = leftInWords(left, items.length, noun, end, calls.isDivided);
  logger.warn(`${action}: ${warning}`);
  return { results, warning, toldError: end.error, end };
};
