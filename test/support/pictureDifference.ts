import { PNG } from "pngjs";

/** The side of the squares that are compared by their brightness, in pixels: room for some words. */
const squareSize = 32;

/** Of 255. */
const mostDifference = 24;

/**
 * The share of squares that may differ by more. On a page full of text, another font changes up to 6 %; a panel that is
 * gone, or a layout without its style sheet, more than 15 %.
 */
const mostShare = 0.1;

/** How bright each square of a picture is on average, 0 to 255, row by row. */
const brightnessOf = ({ width, height, data }: PNG): number[] => {
  const [columns, rows] = [Math.ceil(width / squareSize), Math.ceil(height / squareSize)];
  const sums = new Float64Array(columns * rows);
  const counts = new Float64Array(columns * rows);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const square = Math.floor(y / squareSize) * columns + Math.floor(x / squareSize);
      const color = data.readUIntBE((y * width + x) * 4, 3);
      const bright = 0.2126 * (color >> 16) + 0.7152 * ((color >> 8) & 255) + 0.0722 * (color & 255);
      sums[square] = (sums[square] ?? 0) + bright;
      counts[square] = (counts[square] ?? 0) + 1;
    }
  }
  return Array.from(sums, (sum, square) => sum / (counts[square] ?? 1));
};

/** A rectangle of a picture, in pixels. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** True for a square, by its number, that one of the areas touches. */
const isInAreas = (areas: readonly Area[], square: number, columns: number): boolean => {
  const [left, top] = [(square % columns) * squareSize, Math.floor(square / columns) * squareSize];
  return areas.some(
    ({ x, y, width, height }) =>
      left < x + width && left + squareSize > x && top < y + height && top + squareSize > y,
  );
};

/** What differs between two pictures beyond what fonts do; undefined when nothing does. Areas are left out. */
export const pictureDifference = (
  keptBytes: Buffer,
  takenBytes: Buffer,
  areas: readonly Area[] = [],
): string | undefined => {
  const [kept, taken] = [PNG.sync.read(keptBytes), PNG.sync.read(takenBytes)];
  if (kept.width !== taken.width || kept.height !== taken.height) {
    return `it has ${kept.width}x${kept.height} pixels, and the page now ${taken.width}x${taken.height}`;
  }
  const before = brightnessOf(kept);
  const columns = Math.ceil(taken.width / squareSize);
  const compared = brightnessOf(taken)
    .map((value, square) => ({ square, difference: Math.abs(value - (before[square] ?? 0)) }))
    .filter(({ square }) => !isInAreas(areas, square, columns));
  const differing = compared.filter(({ difference }) => difference > mostDifference);
  const share = differing.length / compared.length;
  return share > mostShare ? `the page looks different in ${Math.round(share * 100)} % of it` : undefined;
};
