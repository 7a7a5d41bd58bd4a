import type { QuotaLevel } from "../client/events";

/** An item's share of a quota, and its place in the order of starting. */
export interface Share {
  sequence: number;
  /** In the caller's own estimate. */
  estimate: number;
  startedAtMs: number;
}

/** What an answer's headers say of a quota, behind the share of the item that was answered. */
export interface QuotaReading {
  /** Units per minute. */
  limit: number;
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

/** What was left behind an item, and the sum of what was taken up to it. */
interface Point {
  startedAtMs: number;
  remaining: number;
  estimated: number;
}

const isSensible = (reading: QuotaReading | undefined): reading is QuotaReading =>
  reading !== undefined && reading.limit > 0 && reading.remaining >= 0;

/** Estimates are not that far off: a service whose figures say so states something else. */
const highestScale = 20;

/** Limits are by the minute: what was started longer ago has been refilled. */
const minuteMs = 60_000;

/** A start so much too early is refused, and waits for as long as the service then names: a second as a rule. */
const marginMs = 25;

/** What stays in the bucket, so that rounding and travel do not decide between yes and no. */
const reserve = 1.5;

/**
 * A quota whose limit and rest the service states with its answers. What is left now is what the answer to the
 * latest started item said, plus what was refilled since, minus what was started behind it.
 */
export class StatedQuota {
  private limit = 0;
  private anchor: Anchor | undefined;
  private first: Point | undefined;
  private readonly settled = new Map<number, SettledItem>();
  private next = 1;
  /** Started behind the anchor, and not refused, in the order of starting. */
  private readonly behind = new Map<number, Share>();
  /** Sum of the estimates of all items before `next` that the service took. */
  private estimated = 0;
  /** What the service counts for one unit of the estimate. */
  private scale = 1;
  private readings = 0;

  /** True once the service has stated a limit that makes sense. */
  get isStated(): boolean {
    return this.anchor !== undefined;
  }

  /** Notes an item that starts. */
  start(share: Share): void {
    this.behind.set(share.sequence, share);
  }

  /** Takes an item that cost nothing out of the books; what its answer says of the rest is as good as any other's. */
  withdraw(share: Share, reading: QuotaReading | undefined): void {
    this.behind.delete(share.sequence);
    this.read({ ...share, estimate: 0 }, reading);
  }

  /** Withdraws an item that was refused because the quota is used up. */
  refuse(share: Share, reading: QuotaReading | undefined): void {
    this.behind.delete(share.sequence);
    if (isSensible(reading)) this.raiseScale(share, reading);
    this.withdraw(share, reading);
  }

  /**
   * A refusal is back long before an answer: what was left says at once what those between it and the anchor cost,
   * so that estimates which are too low are not found out one refusal after the other.
   */
  private raiseScale({ sequence, startedAtMs }: Share, { limit, remaining }: QuotaReading): void {
    if (!this.anchor || sequence <= this.anchor.sequence) return;
    const refilled = (limit / 60_000) * (startedAtMs - this.anchor.startedAtMs);
    const counted = Math.min(limit, this.anchor.remaining + refilled) - remaining;
    const between = [...this.behind.values()].filter((share) => share.sequence < sequence);
    const sum = between.reduce((total, { estimate }) => total + estimate, 0);
    if (sum > 0) this.scale = Math.min(highestScale, Math.max(this.scale, counted / sum));
  }

  /** Notes an item that the service took, and what it said of the rest. */
  read(share: Share, reading: QuotaReading | undefined): void {
    const { sequence, estimate, startedAtMs } = share;
    const told = isSensible(reading) ? reading : undefined;
    this.settled.set(sequence, { estimate, startedAtMs, ...(told && { remaining: told.remaining }) });
    this.advance();
    if (told) this.moveAnchor(share, told);
    // Where nothing is stated, nobody looks at what was started.
    if (!this.anchor) this.behind.delete(sequence);
  }

  private moveAnchor({ sequence, startedAtMs }: Share, { limit, remaining }: QuotaReading): void {
    this.limit = limit;
    if (this.anchor && sequence < this.anchor.sequence) return;
    this.anchor = { sequence, startedAtMs, remaining };
    for (const place of this.behind.keys()) if (place <= sequence) this.behind.delete(place);
  }

  /** Goes on to the first item that is not settled: up to there, it is known what was counted. */
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

  /** How long until the estimate fits; 0 when it does now. */
  waitMs(estimate: number, nowMs: number): number {
    // What is larger than the limit fits at no time: only the service can say how right the estimate is.
    if (!this.anchor || this.shareOfLimit(estimate) > 1) return 0;
    const perMs = this.limit / 60_000;
    const needed = estimate * this.scale * reserve + perMs * marginMs;
    const missing = Math.min(needed, this.limit) - this.levelAt(nowMs);
    return missing <= 0 ? 0 : missing / perMs;
  }

  /** How much of the limit the estimate is; above 1, it never fits. 0 when no limit is stated. */
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

  /** How long until all of this could have started, one behind the other; undefined when nothing is stated. */
  forecastMs(estimate: number, nowMs: number): number | undefined {
    if (!this.anchor) return undefined;
    const missing = estimate * this.scale - this.levelAt(nowMs);
    return Math.max(0, missing / (this.limit / 60_000));
  }

  /** What is left of it now; undefined when nothing is stated. */
  view(nowMs: number): QuotaLevel | undefined {
    return this.anchor && { perMinute: this.limit, left: this.levelAt(nowMs) };
  }

  private calibrate(first: Point, latest: Point): void {
    this.readings += 1;
    const refilled = (this.limit / 60_000) * (latest.startedAtMs - first.startedAtMs);
    const counted = first.remaining - latest.remaining + refilled;
    const sum = latest.estimated - first.estimated;
    // As long as little is known, the estimates count as right.
    const trust = (5 * latest.estimated) / (this.readings + 5);
    if (counted <= 0 || sum <= 0) return;
    this.scale = Math.min(highestScale, Math.max(1 / highestScale, (counted + trust) / (sum + trust)));
  }
}
