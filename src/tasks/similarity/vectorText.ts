import { shown } from "../../inputs/cleaners";
import { parseJson } from "../../inputs/parseJson";
import type { NextTurn } from "../../pacing/turns";
import { refuseInput } from "../../text/InputError";
import { parseJsonExactly } from "../../text/parseJsonExactly";
import { type JsonLines, lineEdges } from "../batches/jsonLineRows";

/** Lines of JSON, which are parsed one by one when they are needed. */
export interface ParsedLines {
  count: number;
  /** @throws InputError by the label and the line's number for one that is not JSON. */
  at(line: number, parse?: (text: string) => unknown): unknown;
}

const example = "[[0.1, 0.2], [0.3, 0.4]]";

/** Opens JSON Lines without their blank lines. The text is neither copied nor parsed as a whole. */
export const openLines = async (
  label: string,
  source: JsonLines,
  nextTurn: NextTurn,
): Promise<ParsedLines> => {
  const edges = await lineEdges(source, nextTurn);
  return {
    count: edges.length / 2,
    at: (line, parse = parseJsonExactly) => {
      const text = source.slice(edges[2 * line], edges[2 * line + 1]).toString();
      try {
        return parse(text);
      } catch {
        return refuseInput(label, `line ${line + 1} is not JSON: ${shown(text)}.`);
      }
    },
  };
};

const isObjectOrList = (text: string): boolean => {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
};

/** True for JSON Lines: more than one line, the first of which is an object or a list. */
const isLines = (lines: ParsedLines): boolean =>
  lines.count > 1 && lines.at(0, (text) => isObjectOrList(text)) === true;

const wholeText = (label: string, source: JsonLines): string => {
  try {
    return source.toString();
  } catch {
    return refuseInput(label, "the file is more than one text can be.", "Write it as JSON Lines.");
  }
};

/**
 * Reads vectors that are given as text: lines for JSON Lines, else the value.
 * @throws InputError by the label for what is neither.
 */
export const readVectorText = async (
  label: string,
  source: JsonLines,
  nextTurn: NextTurn,
): Promise<{ lines: ParsedLines } | { value: unknown }> => {
  const lines = await openLines(label, source, nextTurn);
  if (isLines(lines)) return { lines };
  const text = wholeText(label, source);
  try {
    return { value: parseJsonExactly(text) };
  } catch {
    // Says where the text breaks.
    return { value: parseJson(label, text, example) };
  }
};
