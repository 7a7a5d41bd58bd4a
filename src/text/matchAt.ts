/** The match of a sticky or global pattern from a place on; undefined without one. */
export const matchAt = (pattern: RegExp, text: string, place: number): RegExpExecArray | undefined => {
  pattern.lastIndex = place;
  return pattern.exec(text) ?? undefined;
};

/** The place behind the match of a sticky pattern at a place; the place itself without one. */
export const matchEnd = (pattern: RegExp, text: string, place: number): number => {
  const found = matchAt(pattern, text, place);
  return found ? found.index + found[0].length : place;
};
