import type { AccessToken } from "@azure/identity";
import { clock } from "../clock";
import { acquireToken, type TokenRequest } from "./acquireToken";

/** After this long without an answer, the authority's answer counts as lost. */
const longestAnswerMs = 30_000;

/** The error of a shared token request whose answer was lost. */
export class LostAnswer extends Error {
  override name = "LostAnswer";
}

/** Settles like the promise, or rejects with the signal's reason if the signal aborts first. */
const unlessAborted = <Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });

const never = new AbortController().signal;

/**
 * A token request that several steps wait for. It is given up when the last of them leaves, or when its time is over.
 */
export class PendingToken {
  private waiting = 0;
  private readonly end = new AbortController();
  private readonly token: Promise<AccessToken>;

  /** @param onEnd - called as soon as no further step may join */
  constructor(
    request: TokenRequest,
    private readonly onEnd: () => void,
  ) {
    const { signal } = this.end;
    const stopTimer = clock.after(longestAnswerMs, () =>
      this.giveUp(new LostAnswer("Entra did not answer.")),
    );
    this.token = unlessAborted(acquireToken(request, signal), signal).finally(() => {
      stopTimer();
      onEnd();
    });
    // Without this, a failure after the last step has left would be an unhandled rejection.
    this.token.catch(() => undefined);
  }

  /**
   * Waits for the token.
   * @param signal - ends the wait of this caller alone
   * @throws the identity library's error, a LostAnswer, or the signal's reason.
   */
  async join(signal: AbortSignal = never): Promise<AccessToken> {
    this.waiting += 1;
    try {
      return await unlessAborted(this.token, signal);
    } finally {
      this.waiting -= 1;
      if (this.waiting === 0) this.giveUp(new Error("Nobody waits for the token."));
    }
  }

  private giveUp(reason: Error): void {
    this.onEnd();
    this.end.abort(reason);
  }
}
