import { clock } from "../client/clock";
import type { Client } from "../client/createClient";
import type { RunProgress } from "./pacedOptions";

const logEveryMs = 10_000;

/**
 * Reports the progress of a run: every change and the pauses of its pacers to the step's observer; without one, a line
 * in the step's log every ten seconds.
 * @param noun - what the items are called, such as "prompts"
 */
export const followRun = (
  { action, logger, observer }: Client,
  noun: string,
): ((progress: RunProgress) => void) => {
  const startedAtMs = clock.now();
  let logAtMs = startedAtMs + logEveryMs;
  let toldPauseMs = 0;
  return ({ done, failed, total, neededMs, view }) => {
    const atMs = clock.now();
    if (!observer) {
      if (atMs < logAtMs) return;
      logAtMs = atMs + logEveryMs;
      logger.info(`${action}: ${done} of ${total} ${noun} ended, ${failed} failed.`);
      return;
    }
    const { pausedUntilMs, isProved, quota } = view(atMs);
    if (pausedUntilMs > Math.max(atMs, toldPauseMs)) {
      toldPauseMs = pausedUntilMs;
      observer.tell({ type: "pause", action, atMs, untilMs: pausedUntilMs, isProved, quota });
    }
    const elapsedMs = atMs - startedAtMs;
    const perSecond = done > 0 && elapsedMs > 0 ? (1000 * done) / elapsedMs : undefined;
    const { spent } = observer;
    const leftMs = neededMs();
    observer.tell({
      type: "progress",
      action,
      atMs,
      noun,
      done,
      failed,
      total,
      perSecond,
      leftMs,
      spent,
      quota,
    });
  };
};
