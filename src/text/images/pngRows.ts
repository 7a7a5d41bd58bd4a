import type { PngLayout } from "./pngLayout";

/** One row of pixels, unpacked. */
export interface PngRow {
  bytes: Buffer;
  /** Pixels in it. */
  width: number;
}

/** Where each pass of an interlaced image begins, and its steps (Adam7, PNG specification, 8.2). */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The rows to come: their widths, and which of them begin a pass, whose first row has none above it. */
function* widthsOf({
  width,
  height,
  isInterlaced,
}: PngLayout): Generator<{ width: number; isFirst: boolean }> {
  for (const [left, top, across, down] of isInterlaced ? passes : ([[0, 0, 1, 1]] as const)) {
    const wide = Math.ceil((width - left) / across);
    const rows = wide > 0 ? Math.ceil((height - top) / down) : 0;
    for (let row = 0; row < rows; row += 1) yield { width: wide, isFirst: row === 0 };
  }
}

/** The neighbor that is nearest to left + above - aboveLeft (Paeth). */
const nearest = (left: number, above: number, aboveLeft: number): number => {
  const toLeft = Math.abs(above - aboveLeft);
  const toAbove = Math.abs(left - aboveLeft);
  const toCorner = Math.abs(left + above - 2 * aboveLeft);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : aboveLeft;
};

/** What each filter adds to a byte. */
const filters: ReadonlyArray<(left: number, above: number, aboveLeft: number) => number> = [
  () => 0,
  (left) => left,
  (_left, above) => above,
  (left, above) => (left + above) >> 1,
  nearest,
];

/**
 * Undoes a row's filter in place, for the bytes of a pixel from the given one on: a byte depends on those in the same
 * place of other pixels alone.
 */
const unfilter = (
  row: Buffer,
  above: Buffer | undefined,
  kind: number,
  step: number,
  from: number,
): boolean => {
  const filter = filters[kind];
  if (!filter) return false;
  if (kind === 0) return true;
  for (let pixel = 0; pixel < row.length; pixel += step) {
    for (let place = pixel + from; place < Math.min(pixel + step, row.length); place += 1) {
      const left = row[place - step] ?? 0;
      const corner = above?.[place - step] ?? 0;
      row[place] = ((row[place] as number) + filter(left, above?.[place] ?? 0, corner)) & 0xff;
    }
  }
  return true;
};

/**
 * The rows of a PNG, of which no more than two are held. Of pixels with an alpha, only the alpha is made readable.
 * They end early where a filter is none, or the packed pixels end.
 * @throws Error of zlib for packed pixels that are damaged.
 */
export async function* pngRows(layout: PngLayout): AsyncGenerator<PngRow> {
  const { createInflate } = await import("node:zlib");
  const { samples, depth, hasAlpha } = layout;
  const step = Math.max(1, (samples * depth) / 8);
  const from = hasAlpha ? step - depth / 8 : 0;
  const inflate = createInflate({ chunkSize: 262_144 });
  inflate.end(Buffer.concat(layout.packed));
  const widths = widthsOf(layout);
  let next = widths.next();
  let above: Buffer | undefined;
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of inflate) {
    rest = rest.length === 0 ? (piece as Buffer) : Buffer.concat([rest, piece as Buffer]);
    while (!next.done) {
      const { width, isFirst } = next.value;
      const length = 1 + Math.ceil((width * samples * depth) / 8);
      if (rest.length < length) break;
      const bytes = rest.subarray(1, length);
      if (!unfilter(bytes, isFirst ? undefined : above, rest[0] as number, step, from)) return;
      yield { bytes, width };
      above = bytes;
      rest = rest.subarray(length);
      next = widths.next();
    }
    if (next.done) return;
  }
}
