import type { AccessToken } from "@azure/identity";
import { clock } from "../clock";
import { acquireToken, type TokenRequest } from "./acquireToken";

/** An authority that has not answered by then never will: its answer was lost on the way. */
const longestAnswerMs = 30_000;

/** Why a token that is on its way to several steps was given up, though nobody left. */
export class LostAnswer extends Error {
  override name = "LostAnswer";
}

/** Settles as the promise does, unless the signal comes first: then it rejects with the signal's reason. */
const unlessAborted = <Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });

const never = new AbortController().signal;

/** A token on its way to all who wait for it. It is given up with the last of them, or when its time is over. */
export class PendingToken {
  private waiting = 0;
  private readonly end = new AbortController();
  private readonly token: Promise<AccessToken>;

  /** @param onEnd - told as soon as nobody may join any more */
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
    // All who waited may have left.
    this.token.catch(() => undefined);
  }

  /**
   * Waits for the token.
   * @param signal - leaves the others waiting
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
