import { isTooLargeToParse } from "./parsedBytes";

/** The value of a text, in a list of one; undefined when the text is no JSON, or too much of it. */
const parsed = (text: string): [unknown] | undefined => {
  if (isTooLargeToParse(text)) return undefined;
  try {
    return [JSON.parse(text)];
  } catch {
    return undefined;
  }
};

/** A batch has no more rows. */
const mostPieces = 100_000;

/**
 * Cuts a text behind every object or list that is closed; the last piece is what was not. What is behind 100,000
 * of them is left out.
 */
const pieces = (text: string): string[] => {
  const found: string[] = [];
  let start = -1;
  let depth = 0;
  let isInText = false;
  for (let place = 0; place < text.length; place += 1) {
    const character = text[place];
    if (isInText) {
      if (character === "\\") place += 1;
      else if (character === '"') isInText = false;
    } else if (character === "{" || character === "[") {
      if (depth === 0) start = place;
      depth += 1;
    } else if (depth > 0 && (character === "}" || character === "]")) {
      depth -= 1;
      if (depth > 0) continue;
      found.push(text.slice(start, place + 1));
      if (found.length === mostPieces) return found;
    } else if (depth > 0 && character === '"') isInText = true;
  }
  if (depth > 0) found.push(text.slice(start));
  return found;
};

const mostBeginnings = 20;

/** The last whole object behind one that was cut off, by how lines of batches begin. */
const behindCut = (text: string): [unknown] | undefined => {
  const beginnings = text.matchAll(/\{\s*"(?:custom_)?id"/g);
  let tried = 0;
  for (const { index } of beginnings) {
    tried += 1;
    if (tried > mostBeginnings) return undefined;
    const value = index > 0 ? parsed(text.slice(index)) : undefined;
    if (value) return value;
  }
  return undefined;
};

const readPiece = (piece: string): unknown[] => {
  const value = parsed(piece);
  if (value) return value;
  const rest = behindCut(piece);
  return rest ? [undefined, ...rest] : [undefined];
};

/**
 * The JSON values of a line: one as a rule, several where files were joined without a line feed between, or where a
 * list of them stands on one line. What can't be read counts as undefined, and takes no neighbor along.
 */
export const jsonValues = (line: string): unknown[] => {
  const whole = parsed(line);
  if (!whole) {
    const found = pieces(line);
    return found.length > 0 ? found.flatMap(readPiece) : [undefined];
  }
  const [value] = whole;
  return Array.isArray(value) && value.length > 0 ? value : [value];
};
