import { matchEnd } from "../matchAt";

const opening =
  /\{\s{0,20}[\p{L}\p{N}_.-]{1,100}\s{0,20},\s{0,20}(plural|select|selectordinal|number|date|time|spellout|ordinal|duration|choice)\b/uy;

/** Longest message. */
const mostCharacters = 50_000;

/**
 * The end of an ICU argument such as `{count, plural, one {# day} other {# days}}` that begins at a place; the place
 * itself without one. An apostrophe before a brace quotes it, up to the next apostrophe, in a plural or a choice alone.
 * @param budget - characters that may still be read, so that braces that are never closed take linear time
 */
export const icuEnd = (text: string, start: number, budget: { left: number }): number => {
  const begin = matchEnd(opening, text, start);
  if (begin === start) return start;
  let level = 1;
  const last = Math.min(text.length, start + Math.min(mostCharacters, budget.left));
  for (let place = begin; place < last; place += 1) {
    budget.left -= 1;
    const character = text.charAt(place);
    if (character === "'" && (text.charAt(place + 1) === "{" || text.charAt(place + 1) === "}")) {
      const closed = text.indexOf("'", place + 2);
      if (closed < 0 || closed >= last) return start;
      budget.left -= closed - place;
      place = closed;
    } else if (character === "{") level += 1;
    else if (character === "}") level -= 1;
    if (level === 0) return place + 1;
  }
  return start;
};
