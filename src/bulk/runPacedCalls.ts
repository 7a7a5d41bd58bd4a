import type OpenAI from "openai";
import type { Logger } from "../client/call";
import { clock } from "../client/clock";
import type { Client } from "../client/createClient";
import { isAzureOpenAIError, isConnectionProblem } from "../client/errors";
import type { ModelAnswer } from "../client/fallback";
import type { ModelPurpose } from "../client/modelChoice";
import { pacerFor } from "./pacer";
import type { Verdict } from "./runOrdered";
import { type Forecast, type PacedResult, runPaced } from "./runPaced";

/** Tasks under way at once where a step does not say otherwise. */
export const defaultConcurrency = 50;

/** Makes one typed call of the step's model; a refusal for rate is waited out by the pacer, not by the client. */
export type Ask = <Result>(
  call: (openai: OpenAI, model: string) => PromiseLike<Result>,
) => Promise<ModelAnswer<Result>>;

/** A step that makes many calls of one model. */
export interface PacedCalls<Item> {
  client: Client;
  model: string;
  purpose: ModelPurpose;
  /** The step's label, and what its items are called, for the progress in the log. */
  action: string;
  noun: string;
  logger: Logger;
  /** About how many tokens an item costs. */
  estimateTokens(item: Item): number;
  /** Calls under way at once, at most; 50 when absent. */
  concurrency?: number | undefined;
  /** Once so many items failed, no further one starts. */
  mostFailures?: number | undefined;
  /** Told how long what is left is going to take; true ends the run. */
  onForecast?(forecast: Forecast): boolean;
  /** True lets the first item run alone, so that the quota is known before the others start. */
  startsWithOne?: boolean | undefined;
  /** Time at the end of the step in which no item starts any more, in milliseconds. */
  reservedMs?: number | undefined;
}

/** True when it was the step's time that ran out, or that the wait asked for would use up. */
const hasNoTimeLeft = (client: Client, error: unknown): boolean =>
  isAzureOpenAIError(error) &&
  ((error.kind === "timeout" && client.remainingMs() <= 0) ||
    (error.kind === "rateLimited" && (error.retryAfterMs ?? 0) >= client.remainingMs()));

const judge = (client: Client, error: unknown): Verdict => {
  if (client.signal?.aborted || hasNoTimeLeft(client, error)) return "unfinished";
  // A wrong credential is wrong for every item: say so once instead of once for each.
  return isConnectionProblem(error) ? "fatal" : "failed";
};

/**
 * Runs a task for every item of a step at the pace of its model's quota, until the step's time is up. Results
 * stand in the order of the items; an item for which there was no time has undefined. A task that is refused for
 * its rate is started again: what it had finished before, it has to keep itself.
 * @throws ConnectionError when the connection is wrong and nothing succeeded; the error of the time that ran out
 * when no item has a result at all.
 */
export const runPacedCalls = <Item, Output>(
  items: readonly Item[],
  task: (item: Item, ask: Ask, index: number) => Promise<Output>,
  calls: PacedCalls<Item>,
): Promise<Array<PacedResult<Output> | undefined>> => {
  const { client, model, purpose, action, noun, logger } = calls;
  return runPaced(
    items,
    (item, index, onHeaders) =>
      task(item, (call) => client.withModel(model, purpose, call, onHeaders), index),
    {
      concurrency: calls.concurrency ?? defaultConcurrency,
      pacer: pacerFor(client.quotaKey(model, purpose)),
      deadlineMs: clock.now() + client.remainingMs() - (calls.reservedMs ?? 0),
      mostFailures: calls.mostFailures,
      startsWithOne: calls.startsWithOne,
      signal: client.signal,
      onForecast: (forecast) => calls.onForecast?.(forecast) ?? false,
      estimateTokens: calls.estimateTokens,
      onProgress: (ended, failed) =>
        logger.info(`${action}: ${ended} of ${items.length} ${noun} ended, ${failed} failed.`),
      judge: (error) => judge(client, error),
    },
  );
};
