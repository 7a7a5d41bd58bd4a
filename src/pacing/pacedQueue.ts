/** An item that waits for its start. */
export interface WaitingItem {
  tokens: number;
  /** When it may start again after it was refused, in milliseconds since the epoch. */
  notBeforeMs: number;
  /** When it was refused last; undefined when it never was. */
  refusedAtMs: number | undefined;
  /** When it was started for the attempt that was refused first. */
  refusedStartMs: number | undefined;
  /** How often it was refused. */
  refusals: number;
}

const firstBackoffMs = 500;
const longestBackoffMs = 60_000;
/** The same where no others are left that it could hold up. */
const longestLastBackoffMs = 10_000;

/** How much larger than the one behind it an item is that gives way to it. */
const muchLarger = 4;
/** Spreads places over the queue, whatever its length. */
const goldenShare = (Math.sqrt(5) - 1) / 2;
const placeOf = (number: number, length: number): number => Math.floor(((number * goldenShare) % 1) * length);

/** From so many items on, the last ones are taken from all over the list: what never fits may stand at its end. */
const fewestForReserve = 10;
const reserved = 3;

/**
 * Items in the order in which they start: as they came, but that one which was refused lets others show whether they
 * are refused as well, so that it holds up nobody.
 */
export class PacedQueue<Item extends WaitingItem> {
  private readonly fresh: Item[];
  private readonly refused: Item[] = [];
  private readonly reserved: number;
  private readonly gaveWay = new Set<Item>();
  private picks = 0;

  constructor(items: readonly Item[]) {
    this.fresh = [...items];
    this.reserved = items.length < fewestForReserve ? 1 : reserved;
    for (let number = 1; this.reserved === reserved && number <= reserved; number += 1)
      this.fresh.push(...this.fresh.splice(placeOf(number, items.length - reserved), 1));
  }

  /** True when of those that were never refused only the last ones are left. */
  get isAtReserve(): boolean {
    return this.fresh.length <= this.reserved;
  }

  /** How many wait. */
  get length(): number {
    return this.fresh.length + this.refused.length;
  }

  /** How many of them were refused. */
  get refusedLength(): number {
    return this.refused.length;
  }

  /**
   * The item whose turn it is. One that was refused has its turn when its wait is over and another one that was
   * started behind its refusal was taken, or when no other is left.
   */
  next(nowMs: number, takenUpToMs: number): Item | undefined {
    const hasFresh = this.fresh.length > 0;
    const due = this.refused.find(
      ({ notBeforeMs, refusedAtMs = 0 }) => notBeforeMs <= nowMs && (!hasFresh || takenUpToMs > refusedAtMs),
    );
    return due ?? this.fresh[0];
  }

  /** One that was never refused, from another place each time: items that are refused stand beside each other. */
  pick(): Item | undefined {
    this.picks += 1;
    const kept = this.isAtReserve ? 0 : this.reserved;
    return this.fresh[placeOf(this.picks, this.fresh.length - kept)];
  }

  /** Lets a much larger first one go behind the others, once; true when it did. */
  letsPass(item: Item): boolean {
    const [first, second] = this.fresh;
    if (first !== item || !second || this.gaveWay.has(item) || item.tokens < second.tokens * muchLarger)
      return false;
    this.gaveWay.add(item);
    this.fresh.shift();
    this.fresh.push(item);
    return true;
  }

  /** How long until the first of the refused ones may start again; Infinity when there is none. */
  dueInMs(nowMs: number): number {
    return this.refused.reduce(
      (least, { notBeforeMs }) => Math.min(least, notBeforeMs - nowMs),
      Number.POSITIVE_INFINITY,
    );
  }

  /** Takes an item that starts. */
  remove(item: Item): void {
    const list = item.refusedAtMs === undefined ? this.fresh : this.refused;
    list.splice(list.indexOf(item), 1);
  }

  /**
   * Notes a refusal: the item waits as long as it was asked to, and longer the more often it was refused, unless
   * others are refused as often.
   */
  refuse(item: Item, startedAtMs: number, waitMs: number | undefined, isUsual: boolean, nowMs: number): void {
    item.refusals += 1;
    item.refusedAtMs = nowMs;
    item.refusedStartMs ??= startedAtMs;
    const longestMs = this.fresh.length > 0 ? longestBackoffMs : longestLastBackoffMs;
    const backoffMs = Math.min(longestMs, firstBackoffMs * 2 ** (isUsual ? 0 : item.refusals - 1));
    item.notBeforeMs = nowMs + Math.max(waitMs ?? 0, backoffMs);
  }

  /** Puts an item back that was refused. */
  putBack(item: Item): void {
    this.refused.push(item);
  }
}
