import { setImmediate } from "node:timers/promises";
import { clock } from "../client/clock";
import type { Client } from "../client/createClient";
import type { StepContext } from "../client/createStep";
import { AzureOpenAIError } from "../client/errors/errors";

/** So long is worked before whatever else waits gets its turn, in milliseconds. */
const turnMs = 20;

/** Awaited between the items of long work: as a rule there is nothing to wait for. */
export type NextTurn = () => Promise<void> | undefined;

/**
 * Lets a step's work on its input, which sends nothing, give way to whatever else waits, and end with the step.
 * What it gives throws an AzureOpenAIError once the step's time is up, or it was cancelled.
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

/** Turns of a step that makes no call, and so has no time set to it: it ends when it is cancelled. */
export const createLocalTurns = (action: string, { signal }: StepContext): NextTurn =>
  createTurns({ action, signal, remainingMs: () => (signal?.aborted ? 0 : Number.POSITIVE_INFINITY) });

/** `items.map`, giving way between the items. */
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
