import type { NumberColumn } from "./NumberColumn";

/** What of a line falls into one column of pixels. */
interface LinePixel {
  x: number;
  least: number;
  most: number;
  /** The last value, from which the line goes on. */
  last: number;
}

/** The part of the time that is drawn, over so many pixels. */
export interface Span {
  fromMs: number;
  toMs: number;
  widthPixels: number;
}

/**
 * A line over time with at most one entry for each column of pixels, and the value before the first as its beginning.
 * Times rise; values that are not numbers are left out.
 */
export const decimateLine = (
  times: NumberColumn,
  values: NumberColumn,
  { fromMs, toMs, widthPixels }: Span,
): LinePixel[] => {
  const pixels: LinePixel[] = [];
  const scale = widthPixels / (toMs - fromMs);
  const first = Math.max(0, times.firstFrom(fromMs) - 1);
  for (let place = first; place < times.length; place += 1) {
    const atMs = times.at(place);
    if (atMs > toMs) break;
    const value = values.at(place);
    if (!Number.isFinite(value)) continue;
    const x = Math.max(0, Math.floor((atMs - fromMs) * scale));
    const current = pixels.at(-1);
    if (current?.x === x) {
      current.least = Math.min(current.least, value);
      current.most = Math.max(current.most, value);
      current.last = value;
    } else {
      pixels.push({ x, least: value, most: value, last: value });
    }
  }
  return pixels;
};
