import { asRefusal, type Outcome } from "../answer/outcome";
import { resetWaitMs, serverWaitMs } from "./retryTiming";

/**
 * The wait that a refusal names, in milliseconds: the largest in its headers and its sentence. Where there is none,
 * for a 429, the time until the quota is full again.
 */
export const namedWaitMs = (outcome: Outcome, nowMs: number): number | undefined => {
  const refusal = asRefusal(outcome);
  if (!refusal) return undefined;
  const { headers, problem, status } = refusal;
  const waits = [serverWaitMs(headers, nowMs), problem.waitMs].filter((wait) => wait !== undefined);
  if (waits.length > 0) return Math.max(...waits);
  return status === 429 ? resetWaitMs(headers, nowMs) : undefined;
};
