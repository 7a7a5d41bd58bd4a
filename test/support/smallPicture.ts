import { crc32, deflateSync } from "node:zlib";
import { PNG } from "pngjs";

const mostColors = 256;

/** Every color of the pixels, 0xRRGGBB, in their order. */
const colorsOf = ({ data }: PNG): Uint32Array =>
  Uint32Array.from({ length: data.length / 4 }, (_, pixel) => data.readUIntBE(pixel * 4, 3));

const mostUsed = (colors: Uint32Array): number[] => {
  const counts = new Map<number, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostColors)
    .map(([color]) => color);
};

const distance = (one: number, other: number): number => {
  const [red, green, blue] = [16, 8, 0].map((shift) => ((one >> shift) & 255) - ((other >> shift) & 255));
  return (red ?? 0) ** 2 + (green ?? 0) ** 2 + (blue ?? 0) ** 2;
};

const nearestIn = (palette: readonly number[], color: number): number => {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const [index, candidate] of palette.entries()) {
    const far = distance(candidate, color);
    if (far < least) [best, least] = [index, far];
  }
  return best;
};

/** The rows of a picture as the format has them: a filter, here none, then a place of the palette for each pixel. */
const rowsOf = (colors: Uint32Array, width: number, palette: readonly number[]): Buffer => {
  const places = new Map(palette.map((color, index) => [color, index]));
  const placeOf = (color: number): number => {
    const place = places.get(color) ?? nearestIn(palette, color);
    places.set(color, place);
    return place;
  };
  const height = colors.length / width;
  const rows = Buffer.alloc((width + 1) * height);
  for (const [pixel, color] of colors.entries()) rows[pixel + Math.floor(pixel / width) + 1] = placeOf(color);
  return rows;
};

const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};

/**
 * The same picture in the 256 colors that it uses most, which takes a quarter of the bytes; pngjs writes no palettes.
 * Transparency is left out.
 */
export const smallPicture = (bytes: Buffer): Buffer => {
  const picture = PNG.sync.read(bytes);
  const colors = colorsOf(picture);
  const palette = mostUsed(colors);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(picture.width, 0);
  header.writeUInt32BE(picture.height, 4);
  header.set([8, 3], 8);
  const table = Buffer.alloc(palette.length * 3);
  for (const [index, color] of palette.entries()) table.writeUIntBE(color, index * 3, 3);
  return Buffer.concat([
    bytes.subarray(0, 8),
    chunk("IHDR", header),
    chunk("PLTE", table),
    chunk("IDAT", deflateSync(rowsOf(colors, picture.width, palette), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};
