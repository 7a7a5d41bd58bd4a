import { SlowTrial } from "./slowTrial";
import { TryBursts } from "./tryBursts";

/** Why items are refused: a quota is used up, the items themselves are refused, or it is not known which. */
export type Cause = "unknown" | "quota" | "items";

/** While the cause is unknown, the items of a burst are tried this far apart. */
const burstSpacingMs = 3;

// Refusals arrive sooner than answers: an item counts as taken after 1.5 times as long as the slowest recent refusal.
const forgetting = 0.9;
const shortestQuietMs = 20;
const longestQuietMs = 500;

// The score weighs the evidence: a refused item lowers it by 1, a taken one raises it.
const quotaScore = -3;
const itemsScore = 6;
/** What a taken item adds while the items are the cause. */
const takenWeight = 2;
/** The score goes no higher, so that eight refusals in a row put the items in doubt as the cause. */
const highestScore = 8;
/** This many refusals prove a quota at any score. */
const provingRefusals = 4;
/** The same where fewer than 20 items were taken in a row before the first refusal: chance may refuse that often. */
const longRow = 20;
const provingRefusalsOfShortRow = 10;
/** Items that were under way at the first refusal may share its reason: they lower the score no further than this. */
const neighborScore = -2;

/** Doubts that a proved quota is the cause: a refusal soon after a pause adds 6, a taken item removes 1. */
const doubtWeight = 6;
const mostDoubts = 7;
/** At this many doubts, the cause is unknown again: the score begins at 1, and four more refusals are needed. */
const doubtedScore = 1;
const moreRefusals = 4;
/** A refusal this long after the proof makes the cause unknown again. */
const trustMs = 60_000;

interface Start {
  startedAtMs: number;
  /** How much its fate says about the cause. */
  tells: "nothing" | "little" | "all";
  /** The number of its burst. */
  burst: number;
  /** True for a refused item that started after the previous refusal arrived. */
  isNew?: boolean;
  /** Whether the service took or refused it; undefined while neither is known. */
  isTaken?: boolean;
}

/**
 * Finds out why items are refused, by what becomes of the items that start after a refusal. Where a quota is used up,
 * hardly any item is taken that starts right after a refusal, and every item is taken that starts more slowly than
 * the quota is refilled. Where a service refuses some items at any pace, as many are taken as before.
 */
export class RefusalCause {
  private cause: Cause = "unknown";
  private score = 0;
  private refusals = 0;
  private provingRefusals = provingRefusals;
  /** Items taken since the latest refusal, whatever the cause. */
  private row = 0;
  private readonly bursts = new TryBursts();
  private provedAtMs = Number.NEGATIVE_INFINITY;
  private refusedAtMs = Number.NEGATIVE_INFINITY;
  private lastStartMs = Number.NEGATIVE_INFINITY;
  /** Items taken since the latest refusal, counted only while a quota is the proved cause. */
  private taken = 0;
  private doubts = 0;
  private slowestMs = 0;
  private quietMs = longestQuietMs;
  /** Starts that are not judged yet, by sequence: they are judged in the order of starting, not of answers. */
  private readonly open = new Map<number, Start>();
  private slowTrial: SlowTrial | undefined;

  /** @param onItemsCleared - called with the new cause when the items are no longer the cause */
  constructor(private readonly onItemsCleared: (cause: Cause) => void) {}

  /** The cause of the refusals, as far as it is known by now. */
  at(nowMs: number): Cause {
    for (const [sequence, start] of this.open) {
      if (start.isTaken === undefined && nowMs - start.startedAtMs < this.quietMs) break;
      this.open.delete(sequence);
      this.judge(start, nowMs);
    }
    return this.cause;
  }

  /** How far apart items have to start, in milliseconds. */
  get spacingMs(): number {
    return this.slowTrial?.spacingMs ?? 0;
  }

  /** Milliseconds until one more item may be tried while the cause is unknown. */
  tryMs(nowMs: number): number {
    const tried = [...this.open.values()].filter(({ tells }) => tells === "all");
    const [oldest] = tried;
    if (!oldest || tried.length < this.bursts.size) return this.lastStartMs + burstSpacingMs - nowMs;
    return Math.max(1, oldest.startedAtMs + this.quietMs - nowMs);
  }

  /** Notes a start. Its fate says something about the cause during a pause, or once a cause is proved. */
  start(sequence: number, isPaused: boolean, nowMs: number): void {
    this.lastStartMs = nowMs;
    const tells = isPaused || this.cause !== "unknown" ? "all" : "nothing";
    this.open.set(sequence, { startedAtMs: nowMs, tells, burst: this.bursts.start(nowMs) });
  }

  /** Notes that an item was taken. */
  take(sequence: number): void {
    const start = this.open.get(sequence);
    if (start) start.isTaken = true;
  }

  /** Notes that an item's fate says nothing about the cause. */
  drop(sequence: number): void {
    this.open.delete(sequence);
  }

  /** Notes that an item was refused for its rate. */
  refuse(sequence: number, startedAtMs: number, nowMs: number): void {
    this.slowestMs = Math.max(nowMs - startedAtMs, this.slowestMs * forgetting);
    this.quietMs = Math.min(longestQuietMs, Math.max(shortestQuietMs, 1.5 * this.slowestMs));
    const known = this.open.get(sequence);
    const start: Start = known ?? { startedAtMs, tells: "all", burst: 0 };
    start.isTaken = false;
    start.isNew = startedAtMs >= this.refusedAtMs;
    this.refusedAtMs = nowMs;
    for (const [other, each] of this.open)
      if (start.tells === "nothing" && other > sequence && each.tells === "nothing") each.tells = "little";
    if (!known) this.judge(start, nowMs);
    this.at(nowMs);
  }

  private judge(start: Start, nowMs: number): void {
    const { tells, isTaken = true } = start;
    if (this.cause === "quota") {
      // Items under way at the proof started at the old pace.
      if (start.startedAtMs > this.provedAtMs) this.judgeQuota(isTaken, start.isNew, nowMs);
    } else if (this.cause === "items") this.judgeItems(isTaken, start.startedAtMs, nowMs);
    else if (tells === "all" || (tells === "little" && (isTaken || this.score > neighborScore)))
      this.judgeUnknown(isTaken, start.burst, nowMs);
    // A first refusal begins a new pause: what spoke for the items before it no longer counts.
    else if (tells === "nothing" && !isTaken) {
      this.score = Math.min(this.score, 0);
      this.provingRefusals = this.row < longRow ? provingRefusalsOfShortRow : provingRefusals;
      this.bursts.begin(start.burst);
    }
    this.row = isTaken ? this.row + 1 : 0;
  }

  private judgeUnknown(isTaken: boolean, burst: number, nowMs: number): void {
    this.score += this.bursts.weigh(burst, isTaken);
    if (!isTaken) this.refusals += 1;
    if (this.score >= itemsScore) {
      this.cause = "items";
      this.slowTrial = new SlowTrial(nowMs);
    } else if (this.score <= quotaScore || this.refusals >= this.provingRefusals) this.proveQuota(nowMs);
  }

  /** A quota has room after the wait that it names: where few items are taken between two pauses, doubts add up. */
  private judgeQuota(isTaken: boolean, isNew: boolean | undefined, nowMs: number): void {
    if (isTaken) {
      this.taken += 1;
      this.doubts = Math.max(0, this.doubts - 1);
      return;
    }
    if (!isNew) return;
    if (this.taken > 0) this.doubts += doubtWeight;
    this.taken = 0;
    if (nowMs - this.provedAtMs > trustMs) this.doubt(0, 0);
    else if (this.doubts >= mostDoubts) this.doubt(doubtedScore, -moreRefusals);
  }

  private judgeItems(isTaken: boolean, startedAtMs: number, nowMs: number): void {
    this.score = Math.min(highestScore, this.score + (isTaken ? takenWeight : -1));
    const isQuota = this.slowTrial?.count(isTaken, startedAtMs, nowMs);
    if (!isQuota && this.score > 0) return;
    if (isQuota) this.proveQuota(nowMs);
    else this.doubt(0, 0);
    this.slowTrial = undefined;
    this.onItemsCleared(this.cause);
  }

  private doubt(score: number, refusals: number): void {
    this.cause = "unknown";
    this.score = score;
    this.refusals = refusals;
  }

  private proveQuota(nowMs: number): void {
    this.cause = "quota";
    this.provedAtMs = nowMs;
    this.taken = 0;
    this.doubts = 0;
  }
}
