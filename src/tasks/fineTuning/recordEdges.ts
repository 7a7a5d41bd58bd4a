import type { NextTurn } from "../../pacing/turns";
import { refuseInput } from "../../text/InputError";
import type { JsonLines } from "../batches/jsonLineRows";

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openers = new Set([0x5b, 0x7b]);
const closers = new Set([0x5d, 0x7d]);
const closingBracket = 0x5d;

/** Reads characters of a text, or bytes: JSON's own signs are the same in both. */
class Scan {
  readonly at: (place: number) => number;

  constructor(readonly source: JsonLines) {
    this.at =
      typeof source === "string" ? (place) => source.charCodeAt(place) : (place) => source[place] ?? 0;
  }

  /** Behind the text that begins at `start`, which is its quote. */
  behindText(start: number): number {
    for (let end = this.source.indexOf('"', start + 1); end >= 0; end = this.source.indexOf('"', end + 1)) {
      let backslashes = 0;
      while (end - 1 - backslashes > start && this.at(end - 1 - backslashes) === backslash) backslashes += 1;
      if (backslashes % 2 === 0) return end + 1;
    }
    return this.source.length;
  }

  /** Behind the value that begins at `start`: at its closing sign, or at the comma or the list's end behind it. */
  behindValue(start: number): number {
    let depth = 0;
    for (let place = start; place < this.source.length; ) {
      const code = this.at(place);
      if (depth === 0 && place > start && (code === comma || code === closingBracket)) return place;
      if (code === quote) {
        place = this.behindText(place);
        continue;
      }
      if (openers.has(code)) depth += 1;
      if (closers.has(code)) depth -= 1;
      place += 1;
      if (depth <= 0 && closers.has(code)) return place;
    }
    return this.source.length;
  }

  /** The next place from `start` on that is no blank, nor a comma between values. */
  skip(start: number): number {
    let place = start;
    while (place < this.source.length && (this.at(place) <= 0x20 || this.at(place) === comma)) place += 1;
    return place;
  }
}

/**
 * Start and end of every value of a JSON list, or of JSON values that stand one behind the other on any number of
 * lines; one edge behind the other. What is broken is left to whoever parses the value.
 * @throws InputError that names the label when something stands behind the list's end.
 */
export const valueEdges = async (label: string, source: JsonLines, nextTurn: NextTurn): Promise<number[]> => {
  const scan = new Scan(source);
  const edges: number[] = [];
  let place = scan.skip(0);
  const isList = scan.at(place) === 0x5b;
  if (isList) place += 1;
  for (place = scan.skip(place); place < source.length; place = scan.skip(place)) {
    if (isList && scan.at(place) === closingBracket) {
      if (scan.skip(place + 1) < source.length)
        refuseInput(label, "something stands behind the end of the JSON list.", "Enter one list alone.");
      break;
    }
    const end = scan.behindValue(place);
    edges.push(place, end);
    place = end;
    await nextTurn();
  }
  return edges;
};
