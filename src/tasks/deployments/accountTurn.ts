import { clock } from "../../client/clock";
import type { ManagementClient } from "../../client/createManagementClient";
import { Memory } from "../../text/Memory";

type Waiting = Pick<ManagementClient, "remainingMs" | "signal">;

/** Who may change an account: one after the other, in the order in which they asked. */
class Turns {
  /** When a deployment was deleted last, in milliseconds since the epoch. */
  deletedAtMs = Number.NEGATIVE_INFINITY;
  private isTaken = false;
  private readonly waiting: Array<() => void> = [];

  /** Waits for the turn; false when the step's time was up before. */
  async take(client: Waiting): Promise<boolean> {
    if (!this.isTaken) {
      this.isTaken = true;
      return true;
    }
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const end = (isOurs: boolean): void => {
      stopTimer();
      client.signal?.removeEventListener("abort", giveUp);
      resolve(isOurs);
    };
    const take = (): void => end(true);
    const giveUp = (): void => {
      this.waiting.splice(this.waiting.indexOf(take), 1);
      end(false);
    };
    const stopTimer = clock.after(client.remainingMs(), () => giveUp());
    client.signal?.addEventListener("abort", giveUp);
    this.waiting.push(take);
    return promise;
  }

  pass(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.isTaken = false;
  }
}

const mostAccounts = 500;
const accounts = new Memory<Turns>(mostAccounts);

/** Azure tells names apart without their case. */
const turnsOf = (account: string): Turns => accounts.recall(account.toLowerCase(), () => new Turns());

/**
 * Changes an account when those that asked before have done with it: it takes one operation at a time, from the call
 * to the operation's end. Undefined when the step's time was up before.
 */
export const inTurn = async <Result>(
  client: Waiting,
  account: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> => {
  const turns = turnsOf(account);
  if (!(await turns.take(client))) return undefined;
  try {
    return await work();
  } finally {
    turns.pass();
  }
};

/** Notes that this process deleted a deployment of the account. */
export const noteDeletion = (account: string): void => {
  turnsOf(account).deletedAtMs = clock.now();
};

/** Milliseconds since this process deleted a deployment of the account: its quota comes back some seconds later. */
export const sinceDeletionMs = (account: string): number => clock.now() - turnsOf(account).deletedAtMs;
