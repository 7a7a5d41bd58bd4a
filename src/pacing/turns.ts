import { setImmediate } from "node:timers/promises";
import { clock } from "../client/clock";
import type { Client } from "../client/createClient";
import type { StepContext } from "../client/createStep";
import { AzureOpenAIError } from "../client/errors/errors";

/** After this much work at a stretch, other events of the process get their turn, in milliseconds. */
const turnMs = 20;

/** Awaited between the items of long work. It returns undefined, at no cost, while no turn is due. */
export type NextTurn = () => Promise<void> | undefined;

/**
 * Turns for work on a step's input that sends nothing: other events of the process get their turn, and the work ends
 * with the step.
 * @returns a function that rejects with an AzureOpenAIError once the step's time is up or the step was cancelled
 */
export const createTurns = (client: Pick<Client, "remainingMs" | "signal" | "action">): NextTurn => {
  let endMs = clock.now() + turnMs;
  const giveWay = async (): Promise<void> => {
    await setImmediate();
    endMs = clock.now() + turnMs;
    if (client.remainingMs() > 0) return;
    throw new AzureOpenAIError(
      client.signal?.aborted
        ? { what: `${client.action} was cancelled while it went through its input.` }
        : {
            what: `${client.action} had no time left: going through its input took all of it.`,
            mend: "Raise Total Timeout (ms), or hand over less at once.",
          },
      { kind: "timeout", attempts: 0 },
    );
  };
  return () => (clock.now() < endMs ? undefined : giveWay());
};

/** The same for an action that makes no call, and so has no time limit: the work ends when the step is cancelled. */
export const createLocalTurns = (action: string, { signal }: StepContext): NextTurn =>
  createTurns({ action, signal, remainingMs: () => (signal?.aborted ? 0 : Number.POSITIVE_INFINITY) });

/** `items.map`, with other events of the process getting their turn between the items. */
export const mapInTurns = async <Item, Result>(
  items: readonly Item[],
  nextTurn: NextTurn,
  map: (item: Item, index: number) => Result,
): Promise<Result[]> => {
  const results: Result[] = [];
  for (const [index, item] of items.entries()) {
    results.push(map(item, index));
    await nextTurn();
  }
  return results;
};
