import { SlowTrial } from "./slowTrial";
import { TryBursts } from "./tryBursts";

/** What refusals come of: a quota that is used up, the items that meet them, or either. */
export type Cause = "unknown" | "quota" | "items";

/** While the cause is unknown, those of a burst are tried so far apart. */
const burstSpacingMs = 3;
/** A refusal is back soon: after one and a half times as long as the slowest of late took, silence is as good as an answer. */
const forgetting = 0.9;
const shortestQuietMs = 20;
const longestQuietMs = 500;

/** While the items are the cause, one that is refused speaks by 1 for a quota, and one that is taken by so much against it. */
const takenWeight = 2;
/** The quota is proved at so low a score, or by so many refusals; the items are at so high a score. */
const quotaScore = -3;
const provingRefusals = 4;
/** The same where fewer than so many were taken in a row before the first refusal: chance may refuse that often. */
const longRow = 20;
const provingRefusalsOfShortRow = 10;
const itemsScore = 6;
/** It gets no higher: a quota that is used up later is found out after so many refusals. */
const highestScore = 8;
/** Those that were under way behind the first refusal are its neighbors: however many are refused, it gets no lower. */
const neighborScore = -2;

/** A refusal behind a pause and some that were taken speaks so much against a quota, and one that is taken by 1 for it. */
const doubtWeight = 6;
const mostDoubts = 7;
/** What a cause that was doubted begins with, and how many more refusals prove the quota again. */
const doubtedScore = 1;
const moreRefusals = 4;
/** So long a proof holds. */
const trustMs = 60_000;

interface Start {
  startedAtMs: number;
  /** Whether it tells of the cause. */
  tells: "nothing" | "little" | "all";
  /** The number of the burst that it is of. */
  burst: number;
  /** True for a refusal that was not under way with another one. */
  isNew?: boolean;
  /** What became of it; undefined as long as nothing is known. */
  isTaken?: boolean;
}

/**
 * Finds out whether refusals come of a quota or of the items that meet them, by what becomes of others. A quota takes
 * hardly any of those that start close behind a refusal, and all of those that start slower than it is refilled; a
 * service that refuses some whatever the pace takes as many as ever.
 */
export class RefusalCause {
  private cause: Cause = "unknown";
  private score = 0;
  private refusals = 0;
  private provingRefusals = provingRefusals;
  /** Taken since the latest refusal, whatever the cause. */
  private row = 0;
  private readonly bursts = new TryBursts();
  private provedAtMs = Number.NEGATIVE_INFINITY;
  private refusedAtMs = Number.NEGATIVE_INFINITY;
  private lastStartMs = Number.NEGATIVE_INFINITY;
  /** Taken since the latest refusal, where a quota is the cause; and what speaks against that. */
  private taken = 0;
  private doubts = 0;
  private slowestMs = 0;
  private quietMs = longestQuietMs;
  /** Starts that are judged in their order, whatever the order of answers. */
  private readonly open = new Map<number, Start>();
  private slowTrial: SlowTrial | undefined;

  /** @param onItemsCleared - told what is the cause when the items no longer are */
  constructor(private readonly onItemsCleared: (cause: Cause) => void) {}

  /** What refusals come of, as far as it is known by now. */
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

  /** How long until one more may be tried while the cause is unknown, in milliseconds. */
  tryMs(nowMs: number): number {
    const tried = [...this.open.values()].filter(({ tells }) => tells === "all");
    const [oldest] = tried;
    if (!oldest || tried.length < this.bursts.size) return this.lastStartMs + burstSpacingMs - nowMs;
    return Math.max(1, oldest.startedAtMs + this.quietMs - nowMs);
  }

  /** Notes a start; one in spite of a pause tells of the cause. */
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

  /** Notes that what became of an item tells nothing. */
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
      // What was under way when it was proved tells nothing of the pace behind the pause.
      if (start.startedAtMs > this.provedAtMs) this.judgeQuota(isTaken, start.isNew, nowMs);
    } else if (this.cause === "items") this.judgeItems(isTaken, start.startedAtMs, nowMs);
    else if (tells === "all" || (tells === "little" && (isTaken || this.score > neighborScore)))
      this.judgeUnknown(isTaken, start.burst, nowMs);
    // A new pause: what spoke for the items in one that ended in doubt has not held.
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

  /** A quota has room after the wait that it names: where few are taken between two pauses, it may be none. */
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
