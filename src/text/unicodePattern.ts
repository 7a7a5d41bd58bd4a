const compiles = (pattern: string, flags: string): boolean => {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
};

/** Characters that may follow a backslash with the flag `u`, within and outside of a class. */
const escapable = /[\^$\\.*+?()[\]{}|/dDsSwWbBnrtvfxukpPc0-9]/;
const classEscape = /[dDsSwW]/;
/** A counter: `{2}`, `{2,}`, `{2,5}`. */
const counter = /\{\d+(?:,\d*)?\}/y;

const countsAt = (pattern: string, place: number): string | undefined => {
  counter.lastIndex = place;
  return counter.exec(pattern)?.[0];
};

/** Rewrites a class from its opening bracket on. A hyphen beside `\w` and the like stands for itself. */
const rewriteClass = (pattern: string, start: number): { text: string; end: number } => {
  let text = "[";
  let place = start + 1;
  let isBehindEscape = false;
  while (place < pattern.length && pattern.charAt(place) !== "]") {
    const character = pattern.charAt(place);
    const next = pattern.charAt(place + 1);
    if (character === "\\") {
      text += escapable.test(next) || next === "-" ? character + next : next;
      isBehindEscape = classEscape.test(next);
      place += 2;
      continue;
    }
    const isBeforeEscape = next === "\\" && classEscape.test(pattern.charAt(place + 2));
    text += character === "-" && (isBehindEscape || isBeforeEscape) ? "\\-" : character;
    isBehindEscape = false;
    place += 1;
  }
  return { text: `${text}]`, end: place + 1 };
};

/** Rewrites a pattern: signs that stand for themselves only without the flag `u` are escaped. */
const rewritten = (pattern: string): string => {
  let text = "";
  let place = 0;
  while (place < pattern.length) {
    const character = pattern.charAt(place);
    if (character === "[") {
      const { text: set, end } = rewriteClass(pattern, place);
      text += set;
      place = end;
    } else if (character === "\\") {
      const next = pattern.charAt(place + 1);
      text += escapable.test(next) ? character + next : next;
      place += 2;
    } else {
      const counted = character === "{" ? countsAt(pattern, place) : undefined;
      text += counted ?? (/[{}\]]/.test(character) ? `\\${character}` : character);
      place += counted?.length ?? 1;
    }
  }
  return text;
};

/**
 * Converts a builder's pattern for the flag `u`, with which @cfworker/json-schema compiles it. Patterns that are valid
 * only without the flag, such as `\-` or `[\w-.]`, are rewritten with the same meaning. Undefined for an invalid
 * pattern.
 */
export const unicodePattern = (pattern: string): string | undefined => {
  if (compiles(pattern, "u")) return pattern;
  if (!compiles(pattern, "")) return undefined;
  const changed = rewritten(pattern);
  return compiles(changed, "u") ? changed : undefined;
};
