import type { QuotaLevel } from "../client/events";
import type { Share } from "./statedQuota";

/** Measuring older than this counts half. */
const memoryMs = 60_000;
/** Without a refusal for this long, the quota may have grown. */
const patienceMs = 5_000;
/** How far below the highest rate the measured one may fall. */
const leastShareOfBest = 0.5;
/** What of the highest rate is left after the memory. */
const rememberedShare = 0.9;
/** A rate so far below the highest one is a quota that shrank: the highest one is forgotten with each refusal. */
const shrunkShare = 0.25;
/** A rate that was measured by fewer items may be far too high. */
const fewestForBest = 10;
const leastGrowthPerMs = 0.005 / 1000;
/** A rate that was measured by fewer items than this may be far too low, and grows faster: by their square. */
const doubtfulCount = 25;
const mostGrowth = 60;

/**
 * A quota of which only refusals tell: it is used up at each, so that what was accepted between two of them is
 * what was refilled.
 */
export class MeasuredQuota {
  private ratePerMs: number | undefined;
  private level = 0;
  private updatedAtMs = 0;
  private emptySinceMs: number | undefined;
  private sinceSequence = 0;
  private accepted = 0;
  private count = 0;
  /** Started, and not yet answered. */
  private readonly open = new Map<number, number>();
  private lastEmptyMs = Number.NEGATIVE_INFINITY;
  /** By how many items the rate was measured. */
  private measuredCount = 0;
  /** The highest rate that was measured, of late. */
  private bestPerMs = 0;

  /** Notes an item that starts. */
  start({ sequence, estimate, startedAtMs }: Share): void {
    this.refill(startedAtMs);
    if (this.ratePerMs !== undefined) this.level -= estimate;
    this.accepted += estimate;
    this.count += 1;
    this.open.set(sequence, estimate);
  }

  /** The service took the item. */
  accept({ sequence }: Share): void {
    this.open.delete(sequence);
  }

  /** Takes an item that cost nothing out of the books. */
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
    // Others that were on their way with it tell nothing new.
    if (startedAtMs < this.lastEmptyMs) return;
    // Those that started behind it may be refused as well: nothing is known of them yet.
    const later = [...this.open].filter(([other]) => other > sequence);
    const laterEstimate = later.reduce((sum, [, one]) => sum + one, 0);
    if (this.emptySinceMs === undefined) {
      this.emptySinceMs = startedAtMs;
      this.sinceSequence = sequence + 1;
      this.accepted = laterEstimate;
      this.count = later.length;
    } else this.measure(this.emptySinceMs, startedAtMs, estimate, laterEstimate);
    this.lastEmptyMs = nowMs;
    // It lags behind by as much as was refused: a rate that is measured a little too high meets no refusal soon.
    this.level = this.ratePerMs === undefined ? 0 : Math.min(this.level, -estimate);
  }

  /** Forgets what refusals told: they came of an outage, and not of a quota. */
  forget(): void {
    this.ratePerMs = undefined;
    this.bestPerMs = 0;
    this.level = 0;
    this.emptySinceMs = undefined;
  }

  /** How long until the estimate fits; 0 when it does now, or when nothing is known yet. */
  waitMs(estimate: number, nowMs: number, isLoose = false): number {
    this.refill(nowMs);
    if (this.ratePerMs === undefined) return 0;
    const leeway = isLoose ? this.loosened(nowMs) : 0;
    const missing = estimate - this.level - leeway;
    return missing <= 0 ? 0 : missing / this.ratePerMs;
  }

  /** How long until all of this could have started, one behind the other; undefined when the rate is not known. */
  forecastMs(estimate: number, nowMs: number): number | undefined {
    this.refill(nowMs);
    return this.ratePerMs ? Math.max(0, estimate - this.level) / this.ratePerMs : undefined;
  }

  /** What is left of it now; undefined when the rate is not known. */
  view(nowMs: number): QuotaLevel | undefined {
    this.refill(nowMs);
    return this.ratePerMs === undefined
      ? undefined
      : { perMinute: this.ratePerMs * 60_000, left: this.level };
  }

  /** What the rate would have brought since the last refusal, were it as much higher as chance may have it. */
  private loosened(nowMs: number): number {
    const doubt = 1 / Math.sqrt(Math.max(1, this.count));
    return (this.ratePerMs ?? 0) * doubt * (nowMs - this.lastEmptyMs);
  }

  private measure(sinceMs: number, untilMs: number, refusedEstimate: number, laterEstimate: number): void {
    const elapsedMs = untilMs - sinceMs;
    if (elapsedMs <= 0) return;
    // Half of the refused one counts as accepted: the quota had room for some part of it.
    const measuredPerMs = (Math.max(0, this.accepted - laterEstimate) + refusedEstimate / 2) / elapsedMs;
    this.measuredCount = this.count;
    if (this.count >= fewestForBest) this.bestPerMs = Math.max(this.bestPerMs, measuredPerMs);
    if (measuredPerMs < this.bestPerMs * shrunkShare) this.bestPerMs *= rememberedShare;
    // Refusals by chance would prove lower and lower rates, each slowing the next: half of the best rate is the least.
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
