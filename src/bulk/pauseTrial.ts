/** So many refused trials prove that the pause is everybody's. */
const provingRefusals = 2;
/** After so many in a row that were not refused, the count of refused ones begins anew. */
const disprovingTrials = 3;
/** After so many trials that were not refused, the pause is over. */
const enoughTrials = 40;
/** Trials are never closer, so that few have left before a refusal is back. */
const shortestSpacingMs = 3;
/** Where the last refusal meant one task alone, trials begin so much faster. */
const headStart = 3;
const shortestQuietMs = 20;
const longestQuietMs = 500;

/**
 * Finds out whether a refusal meant everybody or only the task that met it: others are tried one by one, faster and
 * faster as long as none of them is refused. A refusal is back soon, so that silence is as good as an answer.
 */
export class PauseTrial {
  private readonly quietMs: number;
  private passed: number;
  private refused = 0;
  private isLastRefused = true;
  private startedInAll = 0;
  private refusedInAll = 0;
  /** When the next one may be tried, in milliseconds since the epoch. */
  nextAtMs: number;

  /**
   * @param refusalMs - how long the refusal took to be back
   * @param isLikelyOne - true where the last refusal meant one task alone: others are tried fast at once
   */
  constructor(refusalMs: number, nowMs: number, isLikelyOne: boolean) {
    this.quietMs = Math.min(longestQuietMs, Math.max(shortestQuietMs, 1.5 * refusalMs));
    this.nextAtMs = nowMs;
    this.passed = isLikelyOne ? headStart : 0;
  }

  /** Notes a trial that starts; true when so many were not refused by now that the pause is over. */
  start(nowMs: number): boolean {
    if (!this.isLastRefused) {
      this.passed += 1;
      if (this.passed >= disprovingTrials) this.refused = 0;
    }
    this.isLastRefused = false;
    this.startedInAll += 1;
    this.nextAtMs = nowMs + Math.max(shortestSpacingMs, this.quietMs / 2 ** this.passed);
    return this.passed >= enoughTrials;
  }

  /** Notes that a trial was refused; true when that proves the pause. */
  refuse(nowMs: number): boolean {
    this.passed = 0;
    this.refused += 1;
    this.refusedInAll += 1;
    this.isLastRefused = true;
    this.nextAtMs = nowMs + this.quietMs;
    // Where as many are taken as are refused, a pause would not help.
    return this.refused >= provingRefusals && 2 * this.refusedInAll > this.startedInAll;
  }
}
