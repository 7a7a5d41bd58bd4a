import { isBlank, skipBlanks } from "./withoutThoughts";

/** A JSON object within a text. */
interface FoundObject {
  /** The object's JSON, with ordinary blanks between its values. */
  json: string;
  value: object;
  /** Index of its start; it has the length of `json`. */
  start: number;
}

/** Most levels of nesting: more than answers have, and fewer than overflow the stack of later readers. */
const mostLevels = 500;

/** Most characters read in all, in lengths of the text. This keeps a text with many unclosed braces linear. */
const mostReadings = 20;

/** The end of the string that starts at a quotation mark, or the end of the text. */
const stringEnd = (text: string, start: number): number => {
  let place = start + 1;
  while (place < text.length) {
    const character = text.charAt(place);
    if (character === '"') return place + 1;
    place += character === "\\" ? 2 : 1;
  }
  return text.length;
};

interface Braces {
  /** The end of the closing brace; undefined when it is missing. */
  end?: number;
  /** Index up to which the text was read. */
  read: number;
  isTooDeep?: boolean;
}

/** Reads from an opening brace to the closing one. */
const bracesAt = (text: string, start: number): Braces => {
  let level = 0;
  let place = start;
  while (place < text.length) {
    const character = text.charAt(place);
    if (character === '"') {
      place = stringEnd(text, place);
      continue;
    }
    place += 1;
    if (character === "{" || character === "[") level += 1;
    if (character === "}" || character === "]") level -= 1;
    if (level === 0) return { end: place, read: place };
    if (level > mostLevels) return { read: place, isTooDeep: true };
  }
  return { read: place };
};

/** Replaces blanks that JSON does not allow between values, such as no-break spaces, by spaces. */
const withPlainBlanks = (text: string): string => {
  const pieces: string[] = [];
  let from = 0;
  for (let place = 0; place < text.length; ) {
    const character = text.charAt(place);
    if (character === '"') {
      place = stringEnd(text, place);
      continue;
    }
    if (character > " " && isBlank(character)) {
      pieces.push(text.slice(from, place), " ");
      from = place + 1;
    }
    place += 1;
  }
  return pieces.length === 0 ? text : `${pieces.join("")}${text.slice(from)}`;
};

const parsed = (text: string, start: number, end: number): FoundObject | undefined => {
  const json = withPlainBlanks(text.slice(start, end));
  try {
    return { json, value: JSON.parse(json) as object, start };
  } catch {
    return undefined;
  }
};

/**
 * Finds the outermost JSON objects in a text, in order, whatever surrounds them: words, code fences, marks. It takes
 * linear time: in a text full of unclosed braces it gives up, as it does at an object of more than 500 levels.
 */
export function* findJsonObjects(text: string): Generator<FoundObject> {
  let left = text.length * mostReadings;
  let start = text.indexOf("{");
  while (start >= 0 && left > 0) {
    let next = start + 1;
    const first = text.charAt(skipBlanks(text, next));
    // JSON has only these two after an opening brace.
    if (first === '"' || first === "}") {
      const { end, read, isTooDeep } = bracesAt(text, start);
      if (isTooDeep) return;
      left -= read - start;
      const found = end === undefined ? undefined : parsed(text, start, end);
      if (found) {
        next = end ?? next;
        yield found;
      }
    }
    start = text.indexOf("{", next);
  }
}
