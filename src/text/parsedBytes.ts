/** Bytes of a value in the list or object that holds it, with its share of the parser's own lists. */
const valueBytes = 32;
const containerBytes = 72;
const repeatedTextBytes = 16;
const newTextBytes = 200;

/** V8 keeps one copy of equal texts up to this length, such as keys. */
const longestShared = 40;
/** A power of two. */
const textSlots = 4_194_304;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBracket = 0x5b;
const openBrace = 0x7b;

/** The end of the string that starts at `start`: the first quote without a backslash before it. */
const textEnd = (json: string, start: number): number => {
  for (let end = json.indexOf('"', start); end >= 0; end = json.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (end - 1 - backslashes >= start && json.charCodeAt(end - 1 - backslashes) === backslash)
      backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return json.length;
};

const slotOf = (json: string, start: number, end: number): number => {
  let hash = 0;
  for (let place = start; place < end; place += 1)
    hash = Math.imul(hash ^ json.charCodeAt(place), 0x9e3779b1) ^ (hash >>> 15);
  return (hash >>> 0) % textSlots;
};

/**
 * An upper estimate of the memory of a JSON text's values, apart from its characters. A list of ones takes ten times
 * its text, nested lists fifty times; the figures are measured (Node 22). Counting stops above the bound.
 */
export const parsedBytes = (json: string, mostBytes: number): number => {
  const isKnown = new Uint8Array(textSlots);
  let bytes = 0;
  for (let place = 0; place < json.length && bytes <= mostBytes; place += 1) {
    const code = json.charCodeAt(place);
    if (code === comma) bytes += valueBytes;
    else if (code === openBracket || code === openBrace) bytes += containerBytes;
    else if (code === quote) {
      const start = place + 1;
      place = textEnd(json, start);
      const slot = place - start > longestShared ? undefined : slotOf(json, start, place);
      bytes += slot !== undefined && isKnown[slot] === 1 ? repeatedTextBytes : newTextBytes;
      if (slot !== undefined) isKnown[slot] = 1;
    }
  }
  return bytes;
};

/** A runner has enough memory for any shorter text, so it is not examined. */
const shortestCounted = 2_000_000;
/** Enough for the largest answers: 32,000 tokens, each with the log probabilities of 20. */
const mostParsedBytes = 280_000_000;

/** True for a JSON text whose values would take more memory than a runner has. */
export const isTooLargeToParse = (json: string): boolean =>
  json.length > shortestCounted && parsedBytes(json, mostParsedBytes) > mostParsedBytes;
