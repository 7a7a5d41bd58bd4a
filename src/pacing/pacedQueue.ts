/** An item that waits for its start. */
export interface WaitingItem {
  tokens: number;
  /** After a refusal, it may not start before this, in milliseconds since the epoch. */
  notBeforeMs: number;
  /** When it was refused last; undefined when it never was. */
  refusedAtMs: number | undefined;
  /** When the attempt started that was refused first; undefined when none was. */
  refusedStartMs: number | undefined;
  /** How often it was refused. */
  refusals: number;
  /** True where one deployment failed at it, and another one may do it. */
  isPassedOn?: boolean;
}

/** An item that was never refused. */
export const neverRefused = (tokens: number): WaitingItem => ({
  tokens,
  notBeforeMs: 0,
  refusedAtMs: undefined,
  refusedStartMs: undefined,
  refusals: 0,
});

const firstBackoffMs = 500;
const longestBackoffMs = 60_000;
/** The same once every item left was refused: there are no others to let pass. */
const longestLastBackoffMs = 10_000;

/** An item this many times as large as the next one gives way to it. */
const muchLarger = 4;
/** Multiples of the golden ratio, without their whole part, are spread evenly over a queue of any length. */
const goldenShare = (Math.sqrt(5) - 1) / 2;
const placeOf = (number: number, length: number): number => Math.floor(((number * goldenShare) % 1) * length);

/**
 * With ten items or more, three from all over the list are kept for the end. An item at the end of the list that
 * never fits can then still be compared with others that start after it.
 */
const fewestForReserve = 10;
const reserved = 3;

/**
 * Items in the order in which they start: the order in which they were given, except that a refused item first lets
 * others start, to see whether they are refused as well.
 */
export class PacedQueue<Item extends WaitingItem> {
  private readonly fresh: Item[];
  private readonly refused: Item[] = [];
  private readonly reserved: number;
  private readonly gaveWay = new Set<Item>();
  private picks = 0;

  constructor(items: readonly Item[], keepsOrder = false) {
    this.fresh = [...items];
    this.reserved = keepsOrder || items.length < fewestForReserve ? 1 : reserved;
    for (let number = 1; this.reserved === reserved && number <= reserved; number += 1)
      this.fresh.push(...this.fresh.splice(placeOf(number, items.length - reserved), 1));
  }

  /** True when only the reserved items, apart from refused ones, are left. */
  get isAtReserve(): boolean {
    return this.fresh.length <= this.reserved;
  }

  /** How many items wait. */
  get length(): number {
    return this.fresh.length + this.refused.length;
  }

  /** How many of the waiting items were refused. */
  get refusedLength(): number {
    return this.refused.length;
  }

  /**
   * The items whose turn it is, the first of them first, and one that was never refused. A refused item has its turn
   * when its wait is over and an item was taken that started after its refusal, or when only refused items are left;
   * one that was passed on does not wait for others.
   * @param takenUpToMs - start of the latest started item that was taken
   */
  *inTurn(nowMs: number, takenUpToMs: number): Generator<Item> {
    const [first] = this.fresh;
    for (const item of this.refused) {
      const { notBeforeMs, refusedAtMs = 0, isPassedOn } = item;
      if (notBeforeMs <= nowMs && (!first || isPassedOn || takenUpToMs > refusedAtMs)) yield item;
    }
    if (first) yield first;
  }

  /** An item that was never refused, from another place of the list each time: neighbors are often refused alike. */
  pick(): Item | undefined {
    this.picks += 1;
    const kept = this.isAtReserve ? 0 : this.reserved;
    return this.fresh[placeOf(this.picks, this.fresh.length - kept)];
  }

  /** Moves the first item behind the others if it is much larger than the second, once; true when it did. */
  letsPass(item: Item): boolean {
    const [first, second] = this.fresh;
    if (first !== item || !second || this.gaveWay.has(item) || item.tokens < second.tokens * muchLarger)
      return false;
    this.gaveWay.add(item);
    this.fresh.shift();
    this.fresh.push(item);
    return true;
  }

  /** Milliseconds until the first refused item may start again; Infinity when none was refused. */
  dueInMs(nowMs: number): number {
    return this.refused.reduce(
      (least, { notBeforeMs }) => Math.min(least, notBeforeMs - nowMs),
      Number.POSITIVE_INFINITY,
    );
  }

  /** Removes an item that starts. */
  remove(item: Item): void {
    const list = item.refusedAtMs === undefined ? this.fresh : this.refused;
    list.splice(list.indexOf(item), 1);
  }

  /**
   * Notes a refusal. The item waits as long as the service asks, and at least twice as long as the time before,
   * unless refusals are usual in this run.
   */
  refuse(
    item: WaitingItem,
    startedAtMs: number,
    waitMs: number | undefined,
    isUsual: boolean,
    nowMs: number,
  ): void {
    item.refusals += 1;
    item.refusedAtMs = nowMs;
    item.refusedStartMs ??= startedAtMs;
    const longestMs = this.fresh.length > 0 ? longestBackoffMs : longestLastBackoffMs;
    const backoffMs = Math.min(longestMs, firstBackoffMs * 2 ** (isUsual ? 0 : item.refusals - 1));
    item.notBeforeMs = nowMs + Math.max(waitMs ?? 0, backoffMs);
  }

  /** Puts a refused item back. */
  putBack(item: Item): void {
    this.refused.push(item);
  }
}
