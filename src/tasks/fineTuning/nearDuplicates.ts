import type { NextTurn } from "../../pacing/turns";

const gramLength = 5;
const bins = 64;
const bands = 16;
const binsPerBand = bins / bands;
const empty = 0xffff_ffff;
/** Two prompts whose runs of five characters are shared to this degree are nearly the same. */
const leastSimilarity = 0.8;
/** So many characters of a prompt are looked at. */
const longestPrompt = 20_000;
/** So many pairs are compared exactly; a row that would need more stays unchecked. */
const mostPairs = 5_000;
const mostPairsOfRow = 5;
const mostSamples = 20;
/** A hash of 32 bits and a row's place make one number that is exact. */
const mostRows = 2 ** 21;

const mixed = (hash: number): number => {
  let value = hash >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
};

const eachGram = (text: string, take: (hash: number) => void): void => {
  const end = Math.max(1, Math.min(text.length, longestPrompt) - gramLength + 1);
  for (let start = 0; start < end; start += 1) {
    let hash = 0;
    for (let place = start; place < start + gramLength; place += 1)
      hash = Math.imul(hash, 31) + (text.charCodeAt(place) || 0);
    take(mixed(hash));
  }
};

const jaccard = (left: string, right: string): number => {
  const grams = new Set<number>();
  eachGram(left, (hash) => grams.add(hash));
  const others = new Set<number>();
  eachGram(right, (hash) => others.add(hash));
  let shared = 0;
  for (const hash of others) if (grams.has(hash)) shared += 1;
  return shared / (grams.size + others.size - shared);
};

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

  constructor(private readonly count: number) {
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
    const pairs = new Pairs(promptOf);
    for (let band = 0; band < bands; band += 1) {
      const later = this.sortedRows(band, places);
      for (let like = 0; like < this.count && later.length > 0; like += 1) {
        const place = places[like] ?? 0;
        for (const row of this.rowsLike(like, band, later)) {
          if ((places[row] ?? 0) > place) pairs.compare(row, like);
        }
        await nextTurn();
      }
    }
    return pairs.found();
  }

  private hashOf(row: number, band: number): number {
    return this.signatures[row * bands + band] ?? 0;
  }

  /** Rows of validation and test by their hash of a band, both in one number: they are sorted without an object. */
  private sortedRows(band: number, places: Uint8Array): Float64Array {
    const keys = new Float64Array(places.length);
    let length = 0;
    for (let row = 0; row < places.length; row += 1)
      if (places[row] !== 0) keys[length++] = this.hashOf(row, band) * mostRows + row;
    return keys.subarray(0, length).sort();
  }

  /** The rows among the sorted ones that have a row's hash of a band. */
  private *rowsLike(like: number, band: number, sorted: Float64Array): Generator<number> {
    const first = this.hashOf(like, band) * mostRows;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? 0) < first) low = middle + 1;
      else high = middle;
    }
    for (let place = low; (sorted[place] ?? first + mostRows) < first + mostRows; place += 1)
      yield (sorted[place] ?? 0) - first;
  }
}

/** Pairs of rows that may be alike, each compared once. */
class Pairs {
  private readonly alike = new Map<number, NearPair>();
  private readonly compared = new Map<number, Set<number>>();
  private readonly unchecked = new Set<number>();
  private left = mostPairs;

  constructor(private readonly promptOf: (row: number) => string) {}

  compare(row: number, like: number): void {
    const before = this.compared.get(row) ?? new Set<number>();
    if (this.alike.has(row) || before.has(like) || before.size >= mostPairsOfRow) return;
    if (this.left === 0) {
      this.unchecked.add(row);
      return;
    }
    this.left -= 1;
    this.compared.set(row, before.add(like));
    const similarity = jaccard(this.promptOf(row), this.promptOf(like));
    if (similarity >= leastSimilarity) this.alike.set(row, { row, like, similarity });
  }

  found(): NearDuplicates {
    const rows = [...this.alike.values()].sort((left, right) => left.row - right.row);
    const unchecked = [...this.unchecked].filter((row) => !this.alike.has(row)).length;
    return { rows: rows.length, pairs: rows.slice(0, mostSamples), unchecked };
  }
}
