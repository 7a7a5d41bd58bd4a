import type { PauseEvent, ProgressEvent } from "../../src/client/events";
import { durationInWords } from "../../src/text/durationInWords";

/** Two digits, because more would change with each update. */
const rough = (value: number): string => value.toLocaleString("en", { maximumSignificantDigits: 2 });

/** Words and the time left; false for a time in the past. */
const ahead = (words: string, leftMs: number): string | false =>
  leftMs > 0 && `${words} ${durationInWords(Math.max(1000, leftMs))}`;

const costInWords = (cost: number): string =>
  cost < 0.01
    ? cost.toLocaleString("en", { maximumSignificantDigits: 1 })
    : cost.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/**
 * The progress of a run, such as `82/120 · 9.4/s · 1 failed · about 40 s · 12,310 tokens · 0.02`. Unknown and zero
 * figures are left out, and so is a forecast in the past. During a pause, the line says how long it lasts in place of
 * the forecast.
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
