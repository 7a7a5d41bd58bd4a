import type { QuotaLevel, QuotaView } from "../client/events";
import { handful, laneSignatureOf } from "./commonRefusal";
import { FitJudge } from "./fitJudge";
import type { PacedLane } from "./pacedOptions";
import { neverRefused, type WaitingItem } from "./pacedQueue";
import type { PacerView } from "./pacer";

/** An item as the lanes know it. */
export interface LaneItem extends WaitingItem {
  /** Its refusals for rate by lane, where there are several lanes. */
  refusedIn: Map<Lane, WaitingItem>;
  /** The lanes that can't do it, with the reason. */
  failedIn: Map<Lane, unknown>;
}

/** An item that no lane has met. */
export const newLaneItem = (tokens: number): LaneItem => ({
  ...neverRefused(tokens),
  refusedIn: new Map(),
  failedIn: new Map(),
});

/** One deployment that a run uses: the pace of its quota, and what the run has seen of it. */
export class Lane {
  readonly fit: FitJudge;
  /** Equal failures in a row that all items would have. */
  private commonFailures = 0;
  private signature: string | undefined;

  constructor(
    /** Its place among the lanes of the run. */
    readonly index: number,
    private readonly lane: PacedLane,
    itemCount: number,
  ) {
    this.fit = new FitJudge(itemCount);
  }

  get pacer(): PacedLane["pacer"] {
    return this.lane.pacer;
  }

  isAtRest(nowMs: number): boolean {
    return this.commonFailures >= handful || (this.lane.restsUntilMs?.() ?? 0) > nowMs;
  }

  /** Notes how an item ended: a handful of failures that all items would have ends the lane's work. */
  note(error?: unknown): void {
    const signature = laneSignatureOf(error);
    const inRow = signature === this.signature ? this.commonFailures + 1 : 1;
    this.commonFailures = signature === undefined ? 0 : inRow;
    this.signature = signature;
  }
}

/** A lane, and in how many milliseconds an item may start there. */
interface Start {
  lane: Lane;
  waitMs: number;
}

const sooner = (best: Start, next: Start): Start => (next.waitMs < best.waitMs ? next : best);

const sumOf = (levels: Array<QuotaLevel | undefined>): QuotaLevel | undefined =>
  levels.reduce(
    (sum, level) =>
      sum && level && { perMinute: sum.perMinute + level.perMinute, left: sum.left + level.left },
  );

/** The deployments among which a run divides its items; most runs have one. */
export class Lanes {
  private readonly all: readonly [Lane, ...Lane[]];
  private turn = 0;

  constructor(lanes: readonly [PacedLane, ...PacedLane[]], itemCount: number) {
    const [first, ...others] = lanes;
    this.all = [
      new Lane(0, first, itemCount),
      ...others.map((lane, index) => new Lane(index + 1, lane, itemCount)),
    ];
  }

  get count(): number {
    return this.all.length;
  }

  get areSeveral(): boolean {
    return this.all.length > 1;
  }

  /** Start of the latest started item that any of them took, in milliseconds since the epoch. */
  get takenUpToMs(): number {
    return Math.max(...this.all.map(({ fit }) => fit.takenUpToMs));
  }

  /** Where an item may start soonest. Where several are free, they take turns. */
  soonest(item: LaneItem, nowMs: number): Start {
    return this.best(item, nowMs, ({ pacer }) => pacer.waitMs(item.tokens, nowMs));
  }

  /**
   * The item that starts next: the first whose turn it is, unless that one has to wait for another lane than the others.
   * Then it is the one that may start soonest.
   */
  choose<Item extends LaneItem>(inTurn: Iterable<Item>, nowMs: number): Item | undefined {
    let chosen: Item | undefined;
    let leastMs = Number.POSITIVE_INFINITY;
    for (const item of inTurn) {
      if (!chosen && item.failedIn.size === 0) return item;
      const { waitMs } = this.soonest(item, nowMs);
      if (waitMs === 0) return item;
      if (waitMs < leastMs) [chosen, leastMs] = [item, waitMs];
    }
    return chosen;
  }

  /** Where an item may be tried soonest during a pause. */
  soonestTry(item: LaneItem, nowMs: number): Start {
    return this.best(item, nowMs, ({ pacer }) => pacer.tryMs(item.tokens, nowMs));
  }

  /** What is known of an item's refusals in a lane. */
  refusalsOf(item: LaneItem, lane: Lane): WaitingItem {
    if (!this.areSeveral) return item;
    const known = item.refusedIn.get(lane) ?? neverRefused(item.tokens);
    item.refusedIn.set(lane, known);
    return known;
  }

  /** Notes a refusal in a lane: the item may start again at once where another lane may take it. */
  noteRefusal(item: LaneItem, lane: Lane): void {
    if (!this.areSeveral) return;
    item.refusedAtMs = item.refusedIn.get(lane)?.refusedAtMs;
    item.isPassedOn = false;
    const waits = this.open(item).map((lane) => item.refusedIn.get(lane)?.notBeforeMs ?? 0);
    item.notBeforeMs = Math.min(...waits);
  }

  /** Notes that an item ended: no lane waits for it any longer. */
  drop(item: LaneItem): void {
    for (const [lane, refusals] of item.refusedIn) lane.fit.drop(refusals);
  }

  /** Notes that a lane can't do an item; true where another one may: the item may start there before others. */
  passOn(item: LaneItem, lane: Lane, error: unknown, nowMs: number): boolean {
    item.failedIn.set(lane, error);
    lane.note(error);
    item.isPassedOn = true;
    item.refusedAtMs = nowMs;
    item.notBeforeMs = nowMs;
    return item.failedIn.size < this.all.length;
  }

  /** Milliseconds until so many items and tokens in all could have started; undefined while no quota is known. */
  forecastMs(requests: number, tokens: number, nowMs: number): number | undefined {
    const needed = this.all.map(({ pacer }) => pacer.forecastMs(requests, tokens, nowMs));
    if (needed.includes(undefined)) return undefined;
    return 1 / needed.reduce((rate: number, neededMs = 0) => rate + 1 / neededMs, 0);
  }

  /** What the pacers know together: paused until the first of them goes on, and their quotas added up. */
  view(nowMs: number): PacerView {
    const views = this.all.map(({ pacer }) => pacer.view(nowMs));
    const quotas = views.map(({ quota }) => quota);
    const quota: QuotaView = {
      requests: sumOf(quotas.map(({ requests }) => requests)),
      tokens: sumOf(quotas.map(({ tokens }) => tokens)),
    };
    return {
      pausedUntilMs: Math.min(...views.map(({ pausedUntilMs }) => pausedUntilMs)),
      isProved: views.every(({ isProved }) => isProved),
      quota,
    };
  }

  private open(item: LaneItem): Lane[] {
    return this.all.filter((lane) => !item.failedIn.has(lane));
  }

  private best(item: LaneItem, nowMs: number, waitOf: (lane: Lane) => number): Start {
    const [only] = this.all;
    if (!this.areSeveral) return { lane: only, waitMs: waitOf(only) };
    const open = this.open(item);
    const awake = open.filter((lane) => !lane.isAtRest(nowMs));
    const lanes = awake.length > 0 ? awake : open;
    this.turn += 1;
    const shift = this.turn % Math.max(1, lanes.length);
    return [...lanes.slice(shift), ...lanes.slice(0, shift)]
      .map((lane) => {
        const ownWaitMs = (item.refusedIn.get(lane)?.notBeforeMs ?? 0) - nowMs;
        return { lane, waitMs: Math.max(waitOf(lane), ownWaitMs) };
      })
      .reduce(sooner, { lane: only, waitMs: Number.POSITIVE_INFINITY });
  }
}
