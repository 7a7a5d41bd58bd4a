import { type PngLayout, pngLayout } from "./pngLayout";
import { type PngRow, pngRows } from "./pngRows";

/**
 * Where a PNG is wholly transparent. `absent` has no transparency at all, `none` has one and uses it nowhere, `unknown`
 * is too large to be looked at.
 */
type Transparency = "absent" | "none" | "some" | "all" | "damaged" | "unknown";

/** A larger image is not looked at: its pixels as they are unpacked, and its longer side. */
const mostUnpackedBytes = 300_000_000;
const longestSide = 50_000;

/** A reader of one pixel of a row. */
type IsTransparent = (bytes: Buffer, pixel: number) => boolean;

const sampleAt = (bytes: Buffer, index: number, depth: number): number => {
  if (depth === 16) return bytes.readUInt16BE(index * 2);
  if (depth === 8) return bytes[index] as number;
  const bit = index * depth;
  return ((bytes[bit >> 3] as number) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
};

const readerOf = ({ samples, depth, hasAlpha, isPalette, transparency }: PngLayout): IsTransparent => {
  if (hasAlpha) return (bytes, pixel) => sampleAt(bytes, (pixel + 1) * samples - 1, depth) === 0;
  if (isPalette) return (bytes, pixel) => transparency?.[sampleAt(bytes, pixel, depth)] === 0;
  const places = Array.from({ length: samples }, (_, index) => index);
  const color = places.map((index) =>
    (transparency?.length ?? 0) >= index * 2 + 2 ? transparency?.readUInt16BE(index * 2) : -1,
  );
  return (bytes, pixel) =>
    places.every((index) => sampleAt(bytes, pixel * samples + index, depth) === color[index]);
};

const look = async (
  rows: AsyncIterable<PngRow>,
  isTransparent: IsTransparent,
  all: number,
): Promise<Transparency> => {
  let transparent = 0;
  let pixels = 0;
  for await (const { bytes, width } of rows) {
    for (let pixel = 0; pixel < width; pixel += 1) if (isTransparent(bytes, pixel)) transparent += 1;
    pixels += width;
    if (transparent > 0 && transparent < pixels) return "some";
  }
  if (pixels < all) return "damaged";
  return transparent > 0 ? "all" : "none";
};

/** Looks where a PNG is wholly transparent, row by row, until both kinds of pixels were seen. */
export const transparencyOf = async (png: Buffer): Promise<Transparency> => {
  const layout = pngLayout(png);
  if (!layout) return "damaged";
  if (!layout.hasAlpha && !layout.transparency) return "absent";
  const { width, height, samples, depth } = layout;
  const isLarge =
    Math.max(width, height) > longestSide || width * height * samples * depth > mostUnpackedBytes * 8;
  if (isLarge) return "unknown";
  try {
    return await look(pngRows(layout), readerOf(layout), width * height);
  } catch {
    return "damaged";
  }
};
