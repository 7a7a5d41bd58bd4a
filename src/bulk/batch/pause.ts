import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";

/** Waits, but no longer than the step runs. */
export const pause = (client: Pick<Client, "signal" | "remainingMs">, delayMs: number): Promise<void> => {
  const waitMs = Math.max(0, Math.min(delayMs, client.remainingMs()));
  const { signal } = client;
  return new Promise<void>((resolve) => {
    if (signal?.aborted) return resolve();
    // The clock of the tests tells a wait from a timer by the argument that the callback takes.
    const cancel = clock.after(waitMs, resolve as () => void);
    signal?.addEventListener(
      "abort",
      () => {
        cancel();
        resolve();
      },
      { once: true },
    );
  });
};
