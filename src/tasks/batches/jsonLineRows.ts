import { isUtf8 } from "node:buffer";
import type { NextTurn } from "../../pacing/turns";
import { refuseInput } from "../../text/InputError";
import { isUtf16 } from "../../text/isUtf16";
import { lineTrim } from "../../text/lineTrim";
import { wellFormedJson } from "../../text/wellFormedJson";
import { batchFileBytes } from "./batchFileBytes";
import type { BatchRows } from "./batchRows";
import { LineCheck } from "./LineCheck";

/** JSON Lines as given: text, or the bytes of a file. */
export type JsonLines = string | Buffer;

/** Finds the next line end from an index on. */
class LineEnds {
  private feed = -2;
  private carriage = -2;

  constructor(private readonly source: JsonLines) {}

  /** The index of the next line feed or carriage return; the source's length when none follows. */
  next(start: number): number {
    this.feed = this.place("\n", this.feed, start);
    this.carriage = this.place("\r", this.carriage, start);
    return Math.min(this.feed, this.carriage);
  }

  private place(end: string, known: number, start: number): number {
    if (known >= start) return known;
    const found = this.source.indexOf(end, start);
    return found < 0 ? this.source.length : found;
  }
}

/** Start and end of every line that is not blank, without what stands around its JSON; one behind the other. */
export const lineEdges = async (source: JsonLines, nextTurn: NextTurn): Promise<number[]> => {
  const edges: number[] = [];
  const ends = new LineEnds(source);
  for (let start = 0; start < source.length; ) {
    const end = ends.next(start);
    const [first, last] = lineTrim(source, start, end);
    if (first < last) edges.push(first, last);
    await nextTurn();
    start = end + 1;
  }
  return edges;
};

/**
 * The number of the line at an index, as an editor counts it from 1. A line feed, a carriage return, or both end a
 * line.
 */
const lineNumberAt = (source: JsonLines, place: number): number => {
  const ends = new LineEnds(source);
  let number = 1;
  for (let end = ends.next(0); end < place; end = ends.next(end + 1)) {
    const isPair = source.slice(end, end + 2).toString() === "\r\n";
    number += isPair && end + 1 < place ? 0 : 1;
  }
  return number;
};

/**
 * The rows of ready JSON Lines. Each is checked: an object with an id of its own and POST; operation and model are the
 * same in all. Blank lines are left out.
 * @throws InputError with the input's label and the line's number as an editor counts it.
 */
export const jsonLineRows = async (
  label: string,
  given: JsonLines,
  nextTurn: NextTurn,
): Promise<BatchRows> => {
  if (typeof given === "string" && isUtf16(given)) {
    refuseInput(
      label,
      "the text is a file in UTF-16 that was read as another encoding.",
      "Reference the file itself, or save it as UTF-8.",
    );
  }
  const source = typeof given === "string" ? given : batchFileBytes(label, given);
  const edges = await lineEdges(source, nextTurn);
  const count = edges.length / 2;
  if (count === 0) refuseInput(label, "there is no line.", "Enter one JSON object per line.");
  const check = new LineCheck(label, (index) => lineNumberAt(source, edges[2 * index] ?? 0));
  const bytesOrText = (index: number): JsonLines => source.slice(edges[2 * index], edges[2 * index + 1]);
  for (let index = 0; index < count; index += 1) {
    const line = bytesOrText(index);
    if (typeof line !== "string" && !isUtf8(line)) check.refuseEncoding(index);
    check.check(line.toString(), index);
    await nextTurn();
  }
  const line = (index: number): JsonLines => {
    const own = bytesOrText(index);
    // Most lines have no escaped surrogates, and are sent as bytes without a change.
    const mayHaveHalves = own.includes("\\ud") || own.includes("\\uD");
    return mayHaveHalves ? wellFormedJson(own.toString()) : own;
  };
  return { count, operation: check.url, hasRowIds: false, line };
};
