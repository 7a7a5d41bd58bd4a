/** True for text in UTF-16: it has a byte order mark, or a NUL beside each of its first two characters. */
export const isUtf16 = (source: string | Buffer): boolean => {
  const at = (place: number): number =>
    (typeof source === "string" ? source.charCodeAt(place) : source[place]) || 0;
  if (source.length < 2) return false;
  const isMarked = (at(0) === 0xff && at(1) === 0xfe) || (at(0) === 0xfe && at(1) === 0xff);
  if (isMarked && typeof source !== "string") return true;
  // Where bytes were read as text, the mark is two characters.
  const first = at(0) > 0x7f && at(1) > 0x7f ? 2 : 0;
  if (source.length < first + 4) return false;
  const [a, b, c, d] = [0, 1, 2, 3].map((place) => at(first + place) === 0);
  return (a && !b && c && !d) || (!a && b && !c && d) || false;
};
