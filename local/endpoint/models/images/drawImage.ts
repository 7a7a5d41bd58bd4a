import { PNG } from "pngjs";
import { hashText, seededRandom } from "../../server/seededRandom";
import { encodeJpeg } from "./encodeJpeg";

/** What to draw. */
interface Drawing {
  prompt: string;
  index: number;
  width: number;
  height: number;
  format: "png" | "jpeg";
  isTransparent: boolean;
}

type Color = [red: number, green: number, blue: number];

interface Block {
  left: number;
  top: number;
  right: number;
  bottom: number;
  color: Color;
}

const blockCount = 9;

/** A picture of blocks on a gradient: the same prompt and index always give the same bytes. */
export const drawImage = ({ prompt, index, width, height, format, isTransparent }: Drawing): Buffer => {
  const random = seededRandom(hashText(`${prompt}#${index}`));
  const color = (): Color => [random() * 256, random() * 256, random() * 256].map(Math.floor) as Color;
  const top = color();
  const bottom = color();
  const blocks = Array.from({ length: blockCount }, (): Block => {
    const left = Math.floor(random() * width * 0.8);
    const upper = Math.floor(random() * height * 0.8);
    const right = left + Math.ceil((0.08 + random() * 0.3) * width);
    const lower = upper + Math.ceil((0.08 + random() * 0.3) * height);
    return { left, top: upper, right, bottom: lower, color: color() };
  });
  const colorAt = (x: number, y: number): Color => {
    const block = blocks.findLast((b) => x >= b.left && x < b.right && y >= b.top && y < b.bottom);
    return block?.color ?? blend(top, bottom, y / height);
  };
  if (format === "jpeg") return encodeJpeg(width, height, colorAt);
  return drawPng(width, height, { top, bottom, blocks, isTransparent });
};

const blend = (from: Color, to: Color, share: number): Color => [
  Math.round(from[0] + (to[0] - from[0]) * share),
  Math.round(from[1] + (to[1] - from[1]) * share),
  Math.round(from[2] + (to[2] - from[2]) * share),
];

interface Scene {
  top: Color;
  bottom: Color;
  blocks: Block[];
  isTransparent: boolean;
}

/** Row by row with whole runs of one color: a megapixel takes some 30 ms, most of it deflating. */
const drawPng = (width: number, height: number, { top, bottom, blocks, isTransparent }: Scene): Buffer => {
  const png = new PNG({ width, height });
  const pixels = new Uint32Array(png.data.buffer, png.data.byteOffset, width * height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const background = isTransparent ? 0 : pack(blend(top, bottom, y / height));
    pixels.fill(background, row, row + width);
    for (const block of blocks) {
      if (y < block.top || y >= block.bottom) continue;
      pixels.fill(pack(block.color), row + block.left, row + Math.min(width, block.right));
    }
  }
  return PNG.sync.write(png, { deflateLevel: 1, deflateStrategy: 0, filterType: 0 });
};

/** Red in the lowest byte, as the pixel buffer of a little-endian machine wants it; fully opaque. */
const pack = ([red, green, blue]: Color): number => ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
