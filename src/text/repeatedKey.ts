/** Names of the object that is open at a place of a JSON text; undefined in a list. */
type OpenNames = Set<string> | undefined;

const tokens = /"(?:[^"\\]|\\.)*"|[[\]{}:,]/g;

/**
 * The first name that an object of a JSON text has twice, in its JSON spelling; undefined without one. A parser takes
 * the last value in silence.
 */
export const repeatedKey = (json: string): string | undefined => {
  const open: OpenNames[] = [];
  let text: string | undefined;
  for (const [token] of json.matchAll(tokens)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const names = open.at(-1);
      if (text === undefined || !names) continue;
      if (names.has(text)) return text;
      names.add(text);
    }
    text = token.startsWith('"') ? token : undefined;
  }
  return undefined;
};
