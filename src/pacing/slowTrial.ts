/** Where this share of 40 items is refused, slower starts are tried; the next time after 160 items, and so on. */
const firstWindow = 40;
const windowGrowth = 4;
const leastRefusedShare = 0.3;
/** 16 items then start twice as far apart as items were taken before. If at most one is refused, it is a quota. */
const slowStarts = 16;
const slowRefusals = 1;
const slowness = 2;
const longestSpacingMs = 500;

/**
 * Tells a quota from a service that refuses many items at any pace. Where many are refused, some items start more
 * slowly than others were taken: a quota has room for all of these.
 */
export class SlowTrial {
  private taken = 0;
  private refused = 0;
  private window = firstWindow;
  /** How far apart items start during a slow trial, in milliseconds; else 0. */
  spacingMs = 0;

  /** @param sinceMs - items that started earlier do not count */
  constructor(private sinceMs: number) {}

  /** Notes whether an item was taken; true once the trial has shown that a quota is the cause. */
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
