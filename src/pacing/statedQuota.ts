import type { QuotaLevel } from "../client/events";

/** What one started item takes of a quota. */
export interface Share {
  /** Number of the start: 1 for the first, 2 for the next. */
  sequence: number;
  /** Units it is expected to cost: 1 for requests, estimated tokens for tokens. */
  estimate: number;
  startedAtMs: number;
}

/** What the headers of an answer say of a quota. */
export interface QuotaReading {
  /** Units per minute. */
  limit: number;
  /** Units left after the answered item was counted. */
  remaining: number;
}

interface Anchor {
  sequence: number;
  startedAtMs: number;
  remaining: number;
}

interface SettledItem {
  estimate: number;
  startedAtMs: number;
  remaining?: number;
}

/** A reading beside the sum of the estimates of all items taken up to it: two of them show what an estimate costs. */
interface Point {
  startedAtMs: number;
  remaining: number;
  estimated: number;
}

const isSensible = (reading: QuotaReading | undefined): reading is QuotaReading =>
  reading !== undefined && reading.limit > 0 && reading.remaining >= 0;

/** The scale stays between a twentieth and 20: figures that ask for more do not count what is estimated here. */
const highestScale = 20;
/** Limits are by the minute: what started longer ago has been refilled. */
const minuteMs = 60_000;

/** Starts are this much later than computed: one too early is refused, and waits for a whole second as a rule. */
const marginMs = 25;

/** An item starts when this many times its cost is left, so that rounding or travel time cause no refusal. */
const reserve = 1.5;

/**
 * A quota whose limit and rest the service states in the headers of its answers. It is a token bucket that holds
 * `limit` units and is refilled evenly within a minute:
 *
 *     level = min(limit, anchor.remaining + limit * minutes since anchor) - scale * sum of the estimates in `behind`
 *
 * - `anchor`: the reading of the latest started item that has one
 * - `behind`: items started after the anchor, which its reading does not count
 * - `scale`: units that the service counts for one unit of the estimate
 *
 * Example: of 6,000 a minute, the anchor left 500 one second ago. Since then 100 were refilled, and two items of 150
 * started, so 300 are left. An item of 280 needs 280 * 1.5 + 2.5 (the refill of 25 ms): it may start in 1,225 ms.
 */
export class StatedQuota {
  private limit = 0;
  private anchor: Anchor | undefined;
  /** The first point: the scale is computed from it to the latest one. */
  private first: Point | undefined;
  /** Items taken, by sequence, that wait for an earlier one to be settled. */
  private readonly settled = new Map<number, SettledItem>();
  /** Sequence of the first item that is not settled. */
  private next = 1;
  /** In the order of starting; refused items are taken out. */
  private readonly behind = new Map<number, Share>();
  /** Sum of the estimates of all taken items before `next`. */
  private estimated = 0;
  private scale = 1;
  /** How often the scale was computed. */
  private readings = 0;

  /** True once the service has stated a limit that makes sense. */
  get isStated(): boolean {
    return this.anchor !== undefined;
  }

  /** Notes an item that starts. */
  start(share: Share): void {
    this.behind.set(share.sequence, share);
  }

  /** Removes an item that cost nothing. The reading of its answer counts like any other. */
  withdraw(share: Share, reading: QuotaReading | undefined): void {
    this.behind.delete(share.sequence);
    this.read({ ...share, estimate: 0 }, reading);
  }

  /** Removes an item that was refused because the quota is used up. */
  refuse(share: Share, reading: QuotaReading | undefined): void {
    this.behind.delete(share.sequence);
    if (isSensible(reading)) this.raiseScale(share, reading);
    this.withdraw(share, reading);
  }

  /**
   * Raises the scale from the reading of a refusal. A refusal arrives long before the answers of items started
   * earlier, and its reading shows what they cost: too low an estimate is found with one refusal in place of many.
   */
  private raiseScale({ sequence, startedAtMs }: Share, { limit, remaining }: QuotaReading): void {
    if (!this.anchor || sequence <= this.anchor.sequence) return;
    const refilled = (limit / 60_000) * (startedAtMs - this.anchor.startedAtMs);
    const counted = Math.min(limit, this.anchor.remaining + refilled) - remaining;
    const between = [...this.behind.values()].filter((share) => share.sequence < sequence);
    const sum = between.reduce((total, { estimate }) => total + estimate, 0);
    if (sum > 0) this.scale = Math.min(highestScale, Math.max(this.scale, counted / sum));
  }

  /** Notes an item that the service took, with the reading of its answer. */
  read(share: Share, reading: QuotaReading | undefined): void {
    const { sequence, estimate, startedAtMs } = share;
    const told = isSensible(reading) ? reading : undefined;
    this.settled.set(sequence, { estimate, startedAtMs, ...(told && { remaining: told.remaining }) });
    this.advance();
    if (told) this.moveAnchor(share, told);
    // Without an anchor, nothing else removes it.
    if (!this.anchor) this.behind.delete(sequence);
  }

  private moveAnchor({ sequence, startedAtMs }: Share, { limit, remaining }: QuotaReading): void {
    this.limit = limit;
    if (this.anchor && sequence < this.anchor.sequence) return;
    this.anchor = { sequence, startedAtMs, remaining };
    for (const place of this.behind.keys()) if (place <= sequence) this.behind.delete(place);
  }

  /** Moves `next` to the first item that is not settled, and computes the scale at each reading on the way. */
  private advance(): void {
    for (let item = this.settled.get(this.next); item; item = this.settled.get(this.next)) {
      this.settled.delete(this.next);
      this.next += 1;
      this.estimated += item.estimate;
      if (item.remaining === undefined) continue;
      const { startedAtMs, remaining } = item;
      const point = { startedAtMs, remaining, estimated: this.estimated };
      this.first ??= point;
      this.calibrate(this.first, point);
    }
  }

  /** Milliseconds until an item of this estimate may start; 0 when it may now. */
  waitMs(estimate: number, nowMs: number): number {
    // More than the limit would wait for ever. The estimate may be too high, so the service decides.
    if (!this.anchor || this.shareOfLimit(estimate) > 1) return 0;
    const perMs = this.limit / 60_000;
    const needed = estimate * this.scale * reserve + perMs * marginMs;
    const missing = Math.min(needed, this.limit) - this.levelAt(nowMs);
    return missing <= 0 ? 0 : missing / perMs;
  }

  /** The estimated cost as a share of the limit: above 1, the item never fits. 0 when no limit is stated. */
  shareOfLimit(estimate: number): number {
    return this.anchor ? (estimate * this.scale) / this.limit : 0;
  }

  private levelAt(nowMs: number): number {
    for (const { sequence, startedAtMs: at } of this.behind.values()) {
      if (at > nowMs - minuteMs) break;
      this.behind.delete(sequence);
    }
    const { remaining = 0, startedAtMs = nowMs } = this.anchor ?? {};
    const refilled = remaining + (this.limit / 60_000) * Math.max(0, nowMs - startedAtMs);
    const started = [...this.behind.values()].reduce((sum, { estimate }) => sum + estimate, 0);
    return Math.min(this.limit, refilled) - started * this.scale;
  }

  /** Milliseconds until items of this estimate in all could have started; undefined when nothing is stated. */
  forecastMs(estimate: number, nowMs: number): number | undefined {
    if (!this.anchor) return undefined;
    const missing = estimate * this.scale - this.levelAt(nowMs);
    return Math.max(0, missing / (this.limit / 60_000));
  }

  /** What is left now; undefined when nothing is stated. */
  view(nowMs: number): QuotaLevel | undefined {
    return this.anchor && { perMinute: this.limit, left: this.levelAt(nowMs) };
  }

  /** Computes the scale: what the service counted between two points, by the estimates of the same items. */
  private calibrate(first: Point, latest: Point): void {
    this.readings += 1;
    const refilled = (this.limit / 60_000) * (latest.startedAtMs - first.startedAtMs);
    const counted = first.remaining - latest.remaining + refilled;
    const sum = latest.estimated - first.estimated;
    // The first few readings move the scale little: five more count as if the estimates had been right.
    const trust = (5 * latest.estimated) / (this.readings + 5);
    if (counted <= 0 || sum <= 0) return;
    this.scale = Math.min(highestScale, Math.max(1 / highestScale, (counted + trust) / (sum + trust)));
  }
}
