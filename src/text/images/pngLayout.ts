/** What a PNG says of its pixels before they are unpacked. */
export interface PngLayout {
  width: number;
  height: number;
  /** Bits of a sample. */
  depth: number;
  /** Samples of a pixel. */
  samples: number;
  /** True where each pixel has its alpha, as its last sample. */
  hasAlpha: boolean;
  isPalette: boolean;
  isInterlaced: boolean;
  /** The alphas of a palette, or the one color that is transparent. */
  transparency: Buffer | undefined;
  /** The packed pixels. */
  packed: Buffer[];
}

/** Samples of a pixel and the depths that they may have, by the color type (PNG specification, 11.2.1). */
const colorTypes: Readonly<Record<number, readonly [samples: number, depths: readonly number[]]>> = {
  0: [1, [1, 2, 4, 8, 16]],
  2: [3, [8, 16]],
  3: [1, [1, 2, 4, 8]],
  4: [2, [8, 16]],
  6: [4, [8, 16]],
};

const headerEnd = 33;

/** The contents of a PNG's chunks of two kinds; a chunk that is cut off ends them. */
const chunksOf = (bytes: Buffer): Pick<PngLayout, "packed" | "transparency"> => {
  const packed: Buffer[] = [];
  let transparency: Buffer | undefined;
  for (let place = headerEnd; place + 12 <= bytes.length; ) {
    const start = place + 8;
    const end = start + bytes.readUInt32BE(place);
    if (end + 4 > bytes.length) break;
    const kind = bytes.toString("latin1", place + 4, start);
    if (kind === "IDAT") packed.push(bytes.subarray(start, end));
    if (kind === "tRNS" && packed.length === 0) transparency = bytes.subarray(start, end);
    place = end + 4;
  }
  return { packed, transparency };
};

/** Reads the layout of a PNG; undefined for one that can't be. */
export const pngLayout = (bytes: Buffer): PngLayout | undefined => {
  if (bytes.length < headerEnd || bytes.toString("latin1", 12, 16) !== "IHDR") return undefined;
  const [depth = 0, colorType = 0] = bytes.subarray(24, 26);
  const [samples, depths] = colorTypes[colorType] ?? [0, []];
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const chunks = chunksOf(bytes);
  if (!depths.includes(depth) || width === 0 || height === 0 || chunks.packed.length === 0) return undefined;
  return {
    ...{ width, height, depth, samples, ...chunks },
    hasAlpha: colorType === 4 || colorType === 6,
    isPalette: colorType === 3,
    isInterlaced: bytes[28] === 1,
  };
};
