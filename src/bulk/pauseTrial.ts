/** So many refused trials prove that the pause is everybody's. */
const provingRefusals = 2;
/** After so many in a row that were not refused, the count of refused ones begins anew. */
const disprovingTrials = 3;
/** After so many trials that were not refused, the pause is over. */
const enoughTrials = 6;
const shortestQuietMs = 20;
const longestQuietMs = 500;

/**
 * Finds out whether a refusal meant everybody or only the task that met it: others are tried one by one, faster and
 * faster as long as none of them is refused. A refusal is back soon, so that silence is as good as an answer.
 */
export class PauseTrial {
  private readonly quietMs: number;
  private passed = 0;
  private refused = 0;
  private isLastRefused = true;
  /** When the next one may be tried, in milliseconds since the epoch. */
  nextAtMs: number;

  /** @param refusalMs - how long the refusal took to be back */
  constructor(refusalMs: number, nowMs: number) {
    this.quietMs = Math.min(longestQuietMs, Math.max(shortestQuietMs, 3 * refusalMs));
    this.nextAtMs = nowMs;
  }

  /** Notes a trial that starts; true when so many were not refused by now that the pause is over. */
  start(nowMs: number): boolean {
    if (!this.isLastRefused) {
      this.passed += 1;
      if (this.passed >= disprovingTrials) this.refused = 0;
    }
    this.isLastRefused = false;
    this.nextAtMs = nowMs + this.quietMs / 2 ** this.passed;
    return this.passed >= enoughTrials;
  }

  /** Notes that a trial was refused; true when that proves the pause. */
  refuse(nowMs: number): boolean {
    this.passed = 0;
    this.refused += 1;
    this.isLastRefused = true;
    this.nextAtMs = nowMs + this.quietMs;
    return this.refused >= provingRefusals;
  }
}
