/** A text up to the first place where one of the ends stands; undefined where none does. */
export const cutAtFirst = (text: string, ends: readonly string[]): string | undefined => {
  const places = ends.map((end) => text.indexOf(end)).filter((place) => place >= 0);
  return places.length > 0 ? text.slice(0, Math.min(...places)) : undefined;
};
