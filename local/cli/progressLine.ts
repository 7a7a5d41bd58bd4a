import type { ProgressEvent } from "../../src/client/events";

/** Two digits: more would tremble. */
const rough = (value: number): string => value.toLocaleString("en", { maximumSignificantDigits: 2 });

const durationInWords = (durationMs: number): string => {
  const seconds = Math.max(1, Math.round(durationMs / 1000));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
};

const costInWords = (cost: number): string =>
  cost < 0.01
    ? cost.toLocaleString("en", { maximumSignificantDigits: 1 })
    : cost.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/**
 * How far a run has come, such as `82/120 · 9.4/s · 1 failed · about 40 s · 12,310 tokens · 0.02`. What is not known,
 * or nothing, is left out.
 */
export const progressLine = (
  { atMs, done, failed, total, perSecond, leftMs, spent: { tokens, cost } }: ProgressEvent,
  nowMs = Date.now(),
): string =>
  [
    `${done.toLocaleString("en")}/${total.toLocaleString("en")}`,
    perSecond !== undefined && `${rough(perSecond)}/s`,
    failed > 0 && `${failed.toLocaleString("en")} failed`,
    done < total && leftMs !== undefined && `about ${durationInWords(leftMs - (nowMs - atMs))}`,
    tokens > 0 && `${tokens.toLocaleString("en")} tokens`,
    cost !== undefined && costInWords(cost),
  ]
    .filter((part) => part !== false)
    .join(" · ");
