import { matchAt, matchEnd } from "../matchAt";

const opening = /<(?:\/?[A-Za-z][\w:.-]{0,100}|![A-Za-z]{1,20})(?=[\s/>])/y;

/** Longest tag: pictures may stand in an attribute. */
const mostCharacters = 2_000_000;

/** Reads up to the next sign that ends a tag, an attribute or the search. */
const stops = /["'<>]/g;

/**
 * The end of an HTML or XML tag that begins at a place; the place itself without one. Quoted attributes may hold
 * angle brackets.
 */
export const tagEnd = (text: string, start: number): number => {
  let place = matchEnd(opening, text, start);
  if (place === start) return start;
  while (place - start < mostCharacters) {
    const found = matchAt(stops, text, place);
    if (found?.[0] === ">") return found.index + 1;
    if (found === undefined || found[0] === "<") return start;
    const closed = text.indexOf(found[0], found.index + 1);
    if (closed < 0) return start;
    place = closed + 1;
  }
  return start;
};
