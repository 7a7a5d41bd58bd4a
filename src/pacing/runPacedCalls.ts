import type OpenAI from "openai";
import { clock } from "../client/clock";
import type { Client } from "../client/createClient";
import type { ModelPurpose } from "../client/endpoint/modelChoice";
import { isAzureOpenAIError, isConnectionProblem } from "../client/errors/errors";
import type { ModelAnswer } from "../client/fallback/fallback";
import { leftInWords, waitError } from "./endWords";
import { followRun } from "./followRun";
import type { Forecast, PacedResult } from "./pacedOptions";
import { pacerFor } from "./pacerFor";
import type { Verdict } from "./runOrdered";
import { runPaced } from "./runPaced";

/** Items under way at once where a step does not say otherwise. */
const defaultConcurrency = 50;

/** Makes one typed call of the step's model; a refusal for rate is waited out by the pacer, not by the client. */
export type Ask = <Result>(
  call: (openai: OpenAI, model: string) => PromiseLike<Result>,
) => Promise<ModelAnswer<Result>>;

/** A step that makes many calls of one model. */
export interface PacedCalls<Item> {
  client: Client;
  model: string | undefined;
  purpose: ModelPurpose;
  /** What the step's items are called, for the progress in the log. */
  noun: string;
  /** True for the parts of one input, which nobody can enter by themselves. */
  isDivided?: boolean | undefined;
  /** About how many tokens an item costs. */
  estimateTokens(item: Item): number;
  /** Calls under way at once, at most; 50 when absent. */
  concurrency?: number | undefined;
  /** Once so many items failed, no further one starts. */
  mostFailures?: number | undefined;
  /** After so many refusals for rate, an item fails as too large; undefined leaves that to what is seen. */
  mostRefusals?: ((item: Item) => number | undefined) | undefined;
  /** Told how long what is left is going to take; true ends the run. */
  onForecast?(forecast: Forecast): boolean;
  /** True lets the first item run alone, so that the quota is known before the others start. */
  startsWithOne?: boolean | undefined;
  /** True where what is left goes to a batch: a wait that leaves no time is no error then. */
  handsOver?: boolean | undefined;
  /** Time at the end of the step in which no item starts any more, in milliseconds. */
  reservedMs?: number | undefined;
}

/** What became of the items of a step. */
export interface PacedAnswers<Output> {
  /** In the order of the items; an item that was not done has undefined. */
  results: Array<PacedResult<Output> | undefined>;
  /** Why items were not done, and when to try again; null when all were. */
  warning: string | null;
  /** The error that the warning tells. */
  toldError?: unknown;
}

/** True when it was the step's time that ran out. */
const hasNoTimeLeft = (client: Client, error: unknown): boolean =>
  isAzureOpenAIError(error) && error.kind === "timeout" && client.remainingMs() <= 0;

const judge = (client: Client, error: unknown): Verdict => {
  if (client.signal?.aborted || hasNoTimeLeft(client, error)) return "unfinished";
  // A wrong credential is wrong for every item: say so once instead of once for each.
  return isConnectionProblem(error) ? "fatal" : "failed";
};

/**
 * Runs an item for every item of a step at the pace of its model's quota, until the step's time is up. An item that is
 * refused for its rate is started again: what it had finished before, it has to keep itself.
 * @throws ConnectionError when the connection is wrong and nothing succeeded; the refusal that would meet every item
 * when nothing succeeded; the error of the wait or of the time that ran out when no item has a result at all.
 */
export const runPacedCalls = async <Item, Output>(
  items: readonly Item[],
  runItem: (item: Item, ask: Ask, index: number) => Promise<Output>,
  calls: PacedCalls<Item>,
): Promise<PacedAnswers<Output>> => {
  const { client, model, purpose, noun } = calls;
  const { action, logger } = client;
  const pacer = pacerFor(client.quotaKey(model, purpose));
  const { results, end } = await runPaced<Item, Output>(
    items,
    (item, index, onHeaders) =>
      runItem(item, (call) => client.withModel(model, purpose, call, { item: index, onHeaders }), index),
    {
      concurrency: calls.concurrency ?? defaultConcurrency,
      pacer,
      deadlineMs: clock.now() + client.remainingMs() - (calls.reservedMs ?? 0),
      mostFailures: calls.mostFailures,
      mostRefusals: calls.mostRefusals,
      startsWithOne: calls.startsWithOne,
      signal: client.signal,
      onForecast: (forecast) => calls.onForecast?.(forecast) ?? false,
      estimateTokens: calls.estimateTokens,
      onProgress: followRun(client, pacer, noun),
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
  return { results, warning, toldError: end.error };
};
