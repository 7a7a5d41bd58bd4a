/** After so many starts, and each time four times as many, slower ones are tried where this share is refused. */
const firstWindow = 40;
const windowGrowth = 4;
const leastRefusedShare = 0.3;
/** So many start so much slower than others were taken; if no more than this are refused, it was the pace. */
const slowStarts = 16;
const slowRefusals = 1;
const slowness = 2;
const longestSpacingMs = 500;

/**
 * Tells a quota from a service that refuses many whatever the pace: where many are refused, some start slower than
 * others were taken, which a quota all takes.
 */
export class SlowTrial {
  private taken = 0;
  private refused = 0;
  private window = firstWindow;
  /** How far apart items start as long as slower ones are tried, in milliseconds; else 0. */
  spacingMs = 0;

  /** @param sinceMs - what was started before tells nothing */
  constructor(private sinceMs: number) {}

  /** Notes what became of a start; true when it has shown that a quota is the cause. */
  count(isTaken: boolean, startedAtMs: number, nowMs: number): boolean {
    if (startedAtMs < this.sinceMs) return false;
    if (isTaken) this.taken += 1;
    else this.refused += 1;
    const { taken, refused } = this;
    const isSlow = this.spacingMs > 0;
    if (taken + refused < (isSlow ? slowStarts : this.window)) return false;
    const isRefusedMuch = taken > 0 && refused >= (taken + refused) * leastRefusedShare;
    const spacingMs = Math.min(longestSpacingMs, (slowness * (nowMs - this.sinceMs)) / taken);
    this.spacingMs = !isSlow && isRefusedMuch ? spacingMs : 0;
    if (isSlow) this.window *= windowGrowth;
    this.sinceMs = nowMs;
    this.taken = 0;
    this.refused = 0;
    return isSlow && refused <= slowRefusals;
  }
}
