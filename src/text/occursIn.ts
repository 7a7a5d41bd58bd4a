/** Up to this length, V8's own search is the fastest. Beyond it, its worst case is quadratic. */
const shortPart = 100;

/**
 * For each index of a text, the length of the longest beginning of the text that ends there (Knuth, Morris, Pratt).
 */
const borders = (text: string): Uint32Array => {
  const lengths = new Uint32Array(text.length);
  for (let place = 1, length = 0; place < text.length; place += 1) {
    while (length > 0 && text.charCodeAt(place) !== text.charCodeAt(length))
      length = lengths[length - 1] ?? 0;
    if (text.charCodeAt(place) === text.charCodeAt(length)) length += 1;
    lengths[place] = length;
  }
  return lengths;
};

/** True when a text contains another one, in linear time. */
export const occursIn = (text: string, part: string): boolean => {
  if (part.length <= shortPart) return text.includes(part);
  if (part.length > text.length) return false;
  const lengths = borders(part);
  for (let place = 0, length = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    while (length > 0 && code !== part.charCodeAt(length)) length = lengths[length - 1] ?? 0;
    if (code === part.charCodeAt(length)) length += 1;
    if (length === part.length) return true;
  }
  return false;
};
