const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

/** Behind the text that begins at `start`, which is its quote. */
const behindText = (json: string, start: number): number => {
  let place = start + 1;
  while (place < json.length && json.charCodeAt(place) !== quote)
    place += json.charCodeAt(place) === backslash ? 2 : 1;
  return place + 1;
};

/**
 * The first name that an object of a JSON text has twice, in its JSON spelling; undefined without one. A parser takes
 * the last value in silence.
 */
export const repeatedKey = (json: string): string | undefined => {
  /** The names of the objects that are open; a list has none. */
  const open: Array<Set<string>> = [];
  let text = "";
  for (let place = 0; place < json.length; ) {
    const code = json.charCodeAt(place);
    if (code === quote) {
      const end = behindText(json, place);
      text = json.slice(place, end);
      place = end;
      continue;
    }
    const sign = json.charAt(place);
    if (sign === "{" || sign === "[") open.push(new Set());
    else if (sign === "}" || sign === "]") open.pop();
    else if (code === colon) {
      const names = open.at(-1);
      if (names?.has(text)) return text;
      names?.add(text);
    }
    place += 1;
  }
  return undefined;
};
