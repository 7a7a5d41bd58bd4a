import { isBlank, skipBlanks } from "./withoutThoughts";

/** An object in the midst of a text. */
interface FoundObject {
  /** The object as JSON, with plain blanks between its values. */
  json: string;
  value: object;
  /** Where it begins in the text; it is as long as its JSON. */
  start: number;
}

/** More levels than answers have, and fewer than stop what reads them later. */
const mostLevels = 500;

/** How much is looked at in all, in lengths of the text: what opens again and again and never ends stays linear. */
const mostReadings = 20;

/** The end of the string that starts at a quotation mark; the text's length when it has none. */
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
  /** Where they are closed again; undefined when never. */
  end?: number;
  /** How far was read. */
  read: number;
  isTooDeep?: boolean;
}

/** The braces that open at a place. */
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

/** The text with spaces for the blanks between its values that JSON does not know, such as no-break spaces. */
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
 * The JSON objects in a text that are in no other, in their order, whatever stands around them: words, code fences,
 * marks. Takes time in proportion to the text's length: in a text full of braces that never close, it gives up, as it
 * does at an object of more than 500 levels.
 */
export function* findJsonObjects(text: string): Generator<FoundObject> {
  let left = text.length * mostReadings;
  let start = text.indexOf("{");
  while (start >= 0 && left > 0) {
    let next = start + 1;
    const first = text.charAt(skipBlanks(text, next));
    // Whatever else follows a brace, it opens no JSON.
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
