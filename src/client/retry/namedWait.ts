import { asRefusal, type Outcome } from "../answer/outcome";
import { resetWaitMs, serverWaitMs } from "./retryTiming";

/**
 * The wait that a refusal names, in milliseconds: the largest of its headers and its sentence, and where none of
 * them speaks, of a 429, when the quota is full again.
 */
export const namedWaitMs = (outcome: Outcome, nowMs: number): number | undefined => {
  const refusal = asRefusal(outcome);
  if (!refusal) return undefined;
  const { headers, problem, status } = refusal;
  const waits = [serverWaitMs(headers, nowMs), problem.waitMs].filter((wait) => wait !== undefined);
  if (waits.length > 0) return Math.max(...waits);
  return status === 429 ? resetWaitMs(headers, nowMs) : undefined;
};
