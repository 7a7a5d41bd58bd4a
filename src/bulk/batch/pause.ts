import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";

/** Waits, but no longer than the step runs. */
export const pause = (client: Pick<Client, "signal" | "remainingMs">, delayMs: number): Promise<void> => {
  const { signal } = client;
  const waitMs = Math.max(0, Math.min(delayMs, client.remainingMs()));
  return new Promise((resolve) => {
    // It takes an argument, by which the clock of the tests tells a wait from a timer.
    const end = (_passed?: unknown): void => {
      cancel();
      signal?.removeEventListener("abort", end);
      resolve();
    };
    signal?.addEventListener("abort", end);
    const cancel = clock.after(waitMs, end);
  });
};
