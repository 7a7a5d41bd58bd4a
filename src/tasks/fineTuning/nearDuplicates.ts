import type { NextTurn } from "../../pacing/turns";

const gramLength = 5;
const bins = 64;
const bands = 16;
const binsPerBand = bins / bands;
const empty = 0xffff_ffff;
/** Two prompts whose runs of five characters are shared to this degree are nearly the same. */
const alike = 0.8;
/** So many characters of a prompt are looked at. */
const longestPrompt = 20_000;
/** So many pairs are compared exactly; a row that would need more stays unchecked. */
const mostPairs = 5_000;
const mostPairsOfRow = 5;
const mostSamples = 20;

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
    const found = new Map<number, NearPair>();
    const compared = new Map<number, Set<number>>();
    const unchecked = new Set<number>();
    let pairs = 0;
    for (let band = 0; band < bands; band += 1) {
      const known = this.firstRows(band, places);
      for (let row = 0; row < this.count; row += 1) {
        const place = places[row] ?? 0;
        if (place === 0 || found.has(row)) continue;
        for (const like of known.get(this.signatures[row * bands + band] ?? 0) ?? []) {
          if ((places[like] ?? 0) >= place || found.has(row)) continue;
          const before = compared.get(row) ?? new Set<number>();
          if (before.has(like) || before.size >= mostPairsOfRow) continue;
          if (pairs >= mostPairs) {
            unchecked.add(row);
            continue;
          }
          pairs += 1;
          compared.set(row, before.add(like));
          const similarity = jaccard(promptOf(row), promptOf(like));
          if (similarity >= alike) found.set(row, { row, like, similarity });
          await nextTurn();
        }
      }
      await nextTurn();
    }
    const rows = [...found.values()].sort((left, right) => left.row - right.row);
    return {
      rows: rows.length,
      pairs: rows.slice(0, mostSamples),
      unchecked: [...unchecked].filter((row) => !found.has(row)).length,
    };
  }

  /** The first rows of training and validation with each hash of a band that a row of a later part has. */
  private firstRows(band: number, places: Uint8Array): Map<number, number[]> {
    const hashOf = (row: number): number => this.signatures[row * bands + band] ?? 0;
    const known = new Map<number, number[]>();
    for (let row = 0; row < this.count; row += 1) if (places[row] !== 0) known.set(hashOf(row), []);
    for (let row = 0; row < this.count; row += 1) {
      const rows = places[row] === 2 ? undefined : known.get(hashOf(row));
      if (rows && rows.length < mostPairsOfRow) rows.push(row);
    }
    return known;
  }
}
