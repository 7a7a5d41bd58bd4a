import type { NextTurn } from "../../pacing/turns";
import { eachGram, lengthOf, mixed, similarityOf } from "./promptGrams";
import { splitNames } from "./trainingOptions";

const bins = 64;
const bands = 16;
const binsPerBand = bins / bands;
const empty = 0xffff_ffff;
/** Two prompts whose runs of five characters are shared to this degree are nearly the same. */
const leastSimilarity = 0.8;
/** So many characters are compared exactly, which takes seconds; a row that would need more stays unchecked. */
const charactersCompared = 20_000_000;
/** Reading the two rows of a pair again takes as long as to compare so many. */
const readingOfPair = 4_000;
const mostPairsOfRow = 5;
const mostSamples = 20;
/** A hash of 32 bits and a row's rank make one number that is exact. */
const mostRows = 2 ** 21;

/** A row that nearly is one of another part. */
interface NearPair {
  row: number;
  like: number;
  similarity: number;
}

/** What was found. */
export interface NearDuplicates {
  /** Rows of validation and test that nearly are a row of another part. */
  rows: number;
  pairs: NearPair[];
  /** Rows that may be, and were not compared: there were too many. */
  unchecked: number;
}

/** Finds rows of different parts with nearly the same prompt, in some bytes for each row (MinHash of five characters). */
export class NearDuplicateSearch {
  private readonly signatures: Uint32Array;
  private readonly minima = new Uint32Array(bins);

  constructor(
    private readonly count: number,
    private readonly mostCompared = charactersCompared,
  ) {
    this.signatures = new Uint32Array(count * bands);
  }

  /** Takes the prompt of a row. */
  add(row: number, prompt: string): void {
    const { minima } = this;
    minima.fill(empty);
    eachGram(prompt, (hash) => {
      const bin = hash >>> 26;
      const value = hash & 0x3ff_ffff;
      if (value < (minima[bin] ?? 0)) minima[bin] = value;
    });
    this.fillBins();
    for (let band = 0; band < bands; band += 1) {
      let hash = band;
      for (let bin = 0; bin < binsPerBand; bin += 1)
        hash = mixed(Math.imul(hash, 31) + (minima[band * binsPerBand + bin] ?? 0));
      this.signatures[row * bands + band] = hash;
    }
  }

  /** A bin that no run of characters fell into takes the next one's. */
  private fillBins(): void {
    const { minima } = this;
    const last = minima.findLastIndex((value) => value !== empty);
    let next = minima.findIndex((value) => value !== empty);
    for (let bin = bins - 1; bin >= 0; bin -= 1) {
      if (minima[bin] !== empty) next = bin;
      else minima[bin] = ((minima[next < 0 ? last : next] ?? 0) + 0x9e37) >>> 0;
    }
  }

  /**
   * Compares rows of different parts.
   * @param places - the part of each row, 0 for training
   * @param promptOf - reads the prompt of a row again
   */
  async find(
    places: Uint8Array,
    promptOf: (row: number) => string,
    nextTurn: NextTurn,
  ): Promise<NearDuplicates> {
    const pairs = new Pairs(promptOf, this.mostCompared);
    const order = rowsByPlace(places);
    const keys = new Float64Array(this.count);
    for (let band = 0; band < bands; band += 1) {
      for (const [rank, row] of order.entries()) keys[rank] = this.hashOf(row, band) * mostRows + rank;
      keys.sort();
      let firstOfPlace = 0;
      for (const [rank, row] of order.entries()) {
        if (places[row] !== places[order[firstOfPlace] ?? 0]) firstOfPlace = rank;
        if (firstOfPlace === 0) continue;
        for (const like of this.rowsLike(row, band, keys, firstOfPlace))
          if (pairs.isSettledBy(row, order[like] ?? 0)) break;
        await nextTurn();
      }
    }
    return pairs.found();
  }

  private hashOf(row: number, band: number): number {
    return this.signatures[row * bands + band] ?? 0;
  }

  /** The ranks of rows before a rank that have a row's hash of a band. */
  private *rowsLike(row: number, band: number, sorted: Float64Array, before: number): Generator<number> {
    const first = this.hashOf(row, band) * mostRows;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? 0) < first) low = middle + 1;
      else high = middle;
    }
    for (let place = low; (sorted[place] ?? first + mostRows) < first + before; place += 1)
      yield (sorted[place] ?? 0) - first;
  }
}

/** All rows, those of training first, and those of test last. */
const rowsByPlace = (places: Uint8Array): Uint32Array => {
  const order = new Uint32Array(places.length);
  let rank = 0;
  for (const [place] of splitNames.entries())
    for (let row = 0; row < places.length; row += 1) if (places[row] === place) order[rank++] = row;
  return order;
};

/** Pairs of rows that may be alike, each compared once. */
class Pairs {
  private readonly alike = new Map<number, NearPair>();
  private readonly compared = new Map<number, Set<number>>();
  private readonly unchecked = new Set<number>();

  constructor(
    private readonly promptOf: (row: number) => string,
    private left: number,
  ) {}

  /** Compares two rows; true when no further pair of the first one is wanted. */
  isSettledBy(row: number, like: number): boolean {
    const before = this.compared.get(row) ?? new Set<number>();
    if (this.alike.has(row) || before.size >= mostPairsOfRow) return true;
    if (before.has(like)) return false;
    if (this.left <= 0) {
      this.unchecked.add(row);
      return true;
    }
    const [own, other] = [this.promptOf(row), this.promptOf(like)];
    this.left -= readingOfPair + lengthOf(own) + lengthOf(other);
    this.compared.set(row, before.add(like));
    const similarity = similarityOf(own, other);
    if (similarity >= leastSimilarity) this.alike.set(row, { row, like, similarity });
    return similarity >= leastSimilarity;
  }

  found(): NearDuplicates {
    const rows = [...this.alike.values()].sort((left, right) => left.row - right.row);
    const unchecked = [...this.unchecked].filter((row) => !this.alike.has(row)).length;
    return { rows: rows.length, pairs: rows.slice(0, mostSamples), unchecked };
  }
}
