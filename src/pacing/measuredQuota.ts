import type { QuotaLevel } from "../client/events";
import type { Share } from "./statedQuota";

/** A longer measurement counts half from then on: its time and what was accepted in it are halved. */
const memoryMs = 60_000;
/** After this long without a refusal, the rate grows, because the quota may have grown. */
const patienceMs = 5_000;
/** The rate is never set below this share of the highest measured one. */
const leastShareOfBest = 0.5;
/** The highest rate is lowered to this share whenever a measurement is halved. */
const rememberedShare = 0.9;
/** Below this share of the highest rate, the quota has shrunk: each refusal then lowers the highest rate likewise. */
const shrunkShare = 0.25;
/** A rate measured with fewer items may be far too high, and never becomes the highest one. */
const fewestForBest = 10;
/** The rate grows by 0.5 % a second at least. */
const leastGrowthPerMs = 0.005 / 1000;
/** The fewer items a rate was measured with, the faster it grows: with 25 twice as fast, with 12 five times. */
const doubtfulCount = 25;
/** With one or two items, it grows about 60 times as fast. */
const mostGrowth = 60;

/**
 * A quota that the service does not state, measured by its refusals. It is a token bucket, and each refusal shows
 * that it is empty. What was accepted between two refusals is therefore what was refilled in that time:
 *
 *     rate = (accepted + half of the refused item) / time between the starts of the refused items
 *     level = level + rate * time passed - estimates of the items started
 *
 * - `emptySinceMs`: when the measurement began, the start of a refused item
 * - `accepted` and `count`: estimates and number of the items started since, without the refused ones
 * - `level`: what is left; below 0, items wait until it is refilled
 *
 * An example in requests: one is refused that was started at 0 s, then 119 are accepted, and one is refused that was
 * started at 10 s. The rate is (119 + 0.5) / 10 s, about 12 a second. The level becomes -1, so that the next item
 * needs a level of 1 and waits 2 / 12 s, 167 ms.
 */
export class MeasuredQuota {
  /** Undefined until a second refusal. */
  private ratePerMs: number | undefined;
  private level = 0;
  /** When the level was computed. */
  private updatedAtMs = 0;
  private emptySinceMs: number | undefined;
  /** Items from this sequence on belong to the measurement. */
  private sinceSequence = 0;
  private accepted = 0;
  private count = 0;
  /** Estimates of the items that were started and not yet answered, by sequence. */
  private readonly open = new Map<number, number>();
  /** When the latest refusal arrived that counted. */
  private lastEmptyMs = Number.NEGATIVE_INFINITY;
  /** The number of items that the rate was measured with. */
  private measuredCount = 0;
  /** The highest measured rate of the last minutes. */
  private bestPerMs = 0;

  /** Notes an item that starts. */
  start({ sequence, estimate, startedAtMs }: Share): void {
    this.refill(startedAtMs);
    if (this.ratePerMs !== undefined) this.level -= estimate;
    this.accepted += estimate;
    this.count += 1;
    this.open.set(sequence, estimate);
  }

  /** Notes that the service took an item. */
  accept({ sequence }: Share): void {
    this.open.delete(sequence);
  }

  /** Removes an item that cost nothing. */
  withdraw({ sequence, estimate }: Share, nowMs: number): void {
    this.refill(nowMs);
    this.open.delete(sequence);
    if (sequence >= this.sinceSequence) {
      this.accepted -= estimate;
      this.count -= 1;
    }
    if (this.ratePerMs !== undefined) this.level += estimate;
  }

  /** Notes that the service refused an item: the quota is used up. */
  refuse(share: Share, nowMs: number): void {
    this.withdraw(share, nowMs);
    const { sequence, estimate, startedAtMs } = share;
    // It was under way at the latest refusal, which has counted already.
    if (startedAtMs < this.lastEmptyMs) return;
    // Open items that started after it may be refused as well, so they do not count as accepted yet.
    const later = [...this.open].filter(([other]) => other > sequence);
    const laterEstimate = later.reduce((sum, [, one]) => sum + one, 0);
    if (this.emptySinceMs === undefined) {
      this.emptySinceMs = startedAtMs;
      this.sinceSequence = sequence + 1;
      this.accepted = laterEstimate;
      this.count = later.length;
    } else this.measure(this.emptySinceMs, startedAtMs, estimate, laterEstimate);
    this.lastEmptyMs = nowMs;
    // One item below empty: with a rate that is a little too high, the next refusal is then not near.
    this.level = this.ratePerMs === undefined ? 0 : Math.min(this.level, -estimate);
  }

  /** Forgets what was measured: the refusals had another cause than the quota. */
  forget(): void {
    this.ratePerMs = undefined;
    this.bestPerMs = 0;
    this.level = 0;
    this.emptySinceMs = undefined;
  }

  /**
   * Milliseconds until an item of this estimate may start; 0 when it may now, or when no rate is known.
   * @param isLoose - true where the refusals may be another quota's: items may then start somewhat earlier
   */
  waitMs(estimate: number, nowMs: number, isLoose = false): number {
    this.refill(nowMs);
    if (this.ratePerMs === undefined) return 0;
    const leeway = isLoose ? this.loosened(nowMs) : 0;
    const missing = estimate - this.level - leeway;
    return missing <= 0 ? 0 : missing / this.ratePerMs;
  }

  /** Milliseconds until items of this estimate in all could have started; undefined when no rate is known. */
  forecastMs(estimate: number, nowMs: number): number | undefined {
    this.refill(nowMs);
    return this.ratePerMs ? Math.max(0, estimate - this.level) / this.ratePerMs : undefined;
  }

  /** What is left now; undefined when no rate is known. */
  view(nowMs: number): QuotaLevel | undefined {
    this.refill(nowMs);
    return this.ratePerMs === undefined
      ? undefined
      : { perMinute: this.ratePerMs * 60_000, left: this.level };
  }

  /** What a higher rate would have refilled since the last refusal: higher by the error of a count, 1 / sqrt(count). */
  private loosened(nowMs: number): number {
    const doubt = 1 / Math.sqrt(Math.max(1, this.count));
    return (this.ratePerMs ?? 0) * doubt * (nowMs - this.lastEmptyMs);
  }

  private measure(sinceMs: number, untilMs: number, refusedEstimate: number, laterEstimate: number): void {
    const elapsedMs = untilMs - sinceMs;
    if (elapsedMs <= 0) return;
    // Half of the refused item counts as accepted: there was room for a part of it, on average for half.
    const measuredPerMs = (Math.max(0, this.accepted - laterEstimate) + refusedEstimate / 2) / elapsedMs;
    this.measuredCount = this.count;
    if (this.count >= fewestForBest) this.bestPerMs = Math.max(this.bestPerMs, measuredPerMs);
    if (measuredPerMs < this.bestPerMs * shrunkShare) this.bestPerMs *= rememberedShare;
    // Refusals by chance measure too low a rate, and the slower starts then measure a lower one: the bound stops that.
    this.ratePerMs = Math.max(measuredPerMs, this.bestPerMs * leastShareOfBest);
    if (elapsedMs <= memoryMs) return;
    this.bestPerMs = Math.max(measuredPerMs, this.bestPerMs * rememberedShare);
    this.accepted /= 2;
    this.emptySinceMs = untilMs - elapsedMs / 2;
  }

  private get growthPerMs(): number {
    const doubt = (doubtfulCount / Math.max(1, this.measuredCount)) ** 2;
    return leastGrowthPerMs * (1 + Math.min(mostGrowth, doubt));
  }

  private refill(nowMs: number): void {
    const elapsedMs = nowMs - this.updatedAtMs;
    this.updatedAtMs = nowMs;
    if (this.ratePerMs === undefined || elapsedMs <= 0) return;
    if (nowMs - this.lastEmptyMs > patienceMs) this.ratePerMs *= 1 + this.growthPerMs * elapsedMs;
    this.level += this.ratePerMs * elapsedMs;
  }
}
