import type { PauseEvent, ProgressEvent } from "../../src/client/events";
import { durationInWords } from "../../src/text/durationInWords";

/** Two digits: more would tremble. */
const rough = (value: number): string => value.toLocaleString("en", { maximumSignificantDigits: 2 });

/** A time that is ahead, behind its words; false for one that has passed. */
const ahead = (words: string, leftMs: number): string | false =>
  leftMs > 0 && `${words} ${durationInWords(Math.max(1000, leftMs))}`;

const costInWords = (cost: number): string =>
  cost < 0.01
    ? cost.toLocaleString("en", { maximumSignificantDigits: 1 })
    : cost.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/**
 * How far a run has come, such as `82/120 · 9.4/s · 1 failed · about 40 s · 12,310 tokens · 0.02`. What is not known,
 * or nothing, is left out, and so is a forecast that has passed. While all items pause, it says for how long in place
 * of the forecast.
 */
export const progressLine = (
  { atMs, done, failed, total, perSecond, leftMs, spent: { tokens, cost } }: ProgressEvent,
  pause?: PauseEvent,
  nowMs = Date.now(),
): string =>
  [
    `${done.toLocaleString("en")}/${total.toLocaleString("en")}`,
    perSecond !== undefined && `${rough(perSecond)}/s`,
    failed > 0 && `${failed.toLocaleString("en")} failed`,
    done < total &&
      (ahead("paused for", (pause?.untilMs ?? 0) - nowMs) || ahead("about", (leftMs ?? 0) - (nowMs - atMs))),
    tokens > 0 && `${tokens.toLocaleString("en")} tokens`,
    cost !== undefined && costInWords(cost),
  ]
    .filter((part) => part !== false)
    .join(" · ");
