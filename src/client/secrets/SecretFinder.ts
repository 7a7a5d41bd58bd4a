import { shortestEnd } from "../../text/secretPieces";
import { undoSpellings } from "./undoSpellings";

/** A range of bytes; the end is exclusive. */
export interface Range {
  start: number;
  end: number;
}

/** What to search for. */
export interface Pattern {
  bytes: Uint8Array;
  /** Shortest beginning of the bytes that counts as well. */
  countsFrom: number;
  /** Which ends of the bytes count as well; absent where only the whole counts. */
  end?: {
    countsFrom: number;
    /** Ends from `shortestEnd` on count after signs that hide the rest, such as `...` or `****`. */
    countsMasked: boolean;
  };
}

/** Signs in place of a secret's beginning: dots, asterisks, crosses, and the bytes of `\u2026` and `\u2022`. */
const masks = new Set(["..", "**", "xx", "XX", "##", "\x80\xa6", "\x80\xa2"]);

const asTheyAre = Uint8Array.from({ length: 256 }, (_value, byte) => byte);
const inLowerCase = asTheyAre.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte));

/** The ranges in order, with overlapping ones merged. */
const mergeRanges = (ranges: Range[]): Range[] => {
  const merged: Range[] = [];
  for (const { start, end } of ranges.sort((left, right) => left.start - right.start)) {
    const last = merged.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
};

/**
 * Finds secrets in bytes, as they are and in the spellings of JSON, URLs and HTML, in time linear in the bytes (the
 * automaton of Aho and Corasick).
 */
export class SecretFinder {
  /** About its size in memory. */
  readonly sizeBytes: number;
  private readonly fold: Uint8Array;
  private readonly byteOf: Uint8Array;
  private readonly firstChild: Int32Array;
  private readonly sibling: Int32Array;
  private readonly fallback: Int32Array;
  /** For each state, the length of the longest match that ends there; 0 for none. */
  private readonly found: Int32Array;
  /** For each state, 1 plus the index of the pattern whose shortest end is there; 0 for none. */
  private readonly endOf: Int32Array;
  private readonly ends: Pattern[] = [];
  private readonly fromRoot = new Int32Array(256);
  private states = 1;

  /** @param ignoresCase - true finds letters in either case */
  constructor(patterns: readonly Pattern[], ignoresCase: boolean) {
    const most =
      1 + patterns.reduce((sum, { bytes, end }) => sum + bytes.length + (end ? shortestEnd : 0), 0);
    this.fold = ignoresCase ? inLowerCase : asTheyAre;
    this.byteOf = new Uint8Array(most);
    this.firstChild = new Int32Array(most);
    this.sibling = new Int32Array(most);
    this.fallback = new Int32Array(most);
    this.found = new Int32Array(most);
    this.endOf = new Int32Array(most);
    this.sizeBytes = most * 21 + 2_000;
    for (const pattern of patterns) {
      this.insert(pattern);
      this.insertEnd(pattern);
    }
    this.link();
  }

  /** The ranges of secrets in the bytes, in order. */
  find(bytes: Uint8Array): Range[] {
    const ranges: Range[] = [];
    const take = (start: number, end: number): void => {
      const last = ranges.at(-1);
      if (last && start >= last.start && start < last.end) last.end = Math.max(last.end, end);
      else ranges.push({ start, end });
    };
    this.scan(bytes, take);
    if (bytes.includes(0x25) || bytes.includes(0x5c) || bytes.includes(0x26)) {
      const undone = undoSpellings(bytes);
      this.scan(undone.bytes, (start, end) => take(undone.startOf(start), undone.startOf(end)));
    }
    return mergeRanges(ranges);
  }

  private insert({ bytes, countsFrom }: Pick<Pattern, "bytes" | "countsFrom">): number {
    let state = 0;
    bytes.forEach((byte, index) => {
      const folded = this.fold[byte] ?? byte;
      state = this.child(state, folded) || this.addChild(state, folded);
      if (index + 1 >= countsFrom) this.found[state] = index + 1;
    });
    return state;
  }

  private insertEnd({ bytes, countsFrom, end }: Pattern): void {
    if (!end || bytes.length <= shortestEnd) return;
    const folded = bytes.map((byte) => this.fold[byte] ?? byte);
    const place = this.ends.push({ bytes: folded, countsFrom, end });
    const state = this.insert({ bytes: bytes.subarray(-shortestEnd), countsFrom: Number.POSITIVE_INFINITY });
    this.endOf[state] ||= place;
  }

  private addChild(state: number, byte: number): number {
    const added = this.states;
    this.states += 1;
    this.byteOf[added] = byte;
    if (state === 0) this.fromRoot[byte] = added;
    this.sibling[added] = this.firstChild[state] ?? 0;
    this.firstChild[state] = added;
    return added;
  }

  private child(state: number, byte: number): number {
    if (state === 0) return this.fromRoot[byte] ?? 0;
    let child = this.firstChild[state] ?? 0;
    while (child !== 0 && this.byteOf[child] !== byte) child = this.sibling[child] ?? 0;
    return child;
  }

  /** The state after a byte: the longest beginning of a secret that ends at this byte. */
  private next(state: number, byte: number): number {
    let from = state;
    let next = this.child(from, byte);
    while (next === 0 && from !== 0) {
      from = this.fallback[from] ?? 0;
      next = this.child(from, byte);
    }
    return next;
  }

  /** Computes the fallback of each state, in the order of their lengths: the longest shorter state that is its end. */
  private link(): void {
    const queue = [0];
    for (const state of queue) {
      for (let child = this.firstChild[state] ?? 0; child !== 0; child = this.sibling[child] ?? 0) {
        const shorter = state === 0 ? 0 : this.next(this.fallback[state] ?? 0, this.byteOf[child] ?? 0);
        this.fallback[child] = shorter;
        this.found[child] ||= this.found[shorter] ?? 0;
        this.endOf[child] ||= this.endOf[shorter] ?? 0;
        queue.push(child);
      }
    }
  }

  /**
   * The start of the longest end of a secret, where its shortest end was found; undefined when that does not count.
   * @param earliest - the end of the previous search, before which all was searched
   */
  private startOf(bytes: Uint8Array, to: number, { bytes: whole, end }: Pattern, earliest: number) {
    const { countsFrom = 0, countsMasked } = end ?? {};
    let length = shortestEnd;
    const isLonger = (): boolean =>
      to - length > earliest &&
      this.fold[bytes[to - length - 1] as number] === whole[whole.length - length - 1];
    while (length < whole.length && isLonger()) length += 1;
    const start = to - length;
    const isMasked =
      countsMasked && masks.has(String.fromCharCode(...bytes.subarray(Math.max(0, start - 2), start)));
    return length >= countsFrom || isMasked ? start : undefined;
  }

  private scan(bytes: Uint8Array, take: (start: number, end: number) => void): void {
    const { fold, fromRoot, found, byteOf, firstChild, endOf } = this;
    let state = 0;
    let lastEnd = 0;
    for (let index = 0; index < bytes.length; index += 1) {
      const byte = fold[bytes[index] as number] as number;
      if (state === 0) {
        state = fromRoot[byte] as number;
        if (state === 0) continue;
      } else {
        const child = firstChild[state] as number;
        state = byteOf[child] === byte && child !== 0 ? child : this.next(state, byte);
      }
      const length = found[state] as number;
      if (length > 0) take(index + 1 - length, index + 1);
      const place = endOf[state] as number;
      if (place === 0) continue;
      const start = this.startOf(bytes, index + 1, this.ends[place - 1] as Pattern, lastEnd);
      lastEnd = index + 1;
      if (start !== undefined) take(start, lastEnd);
    }
  }
}
