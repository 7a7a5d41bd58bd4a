import { crc32, deflateSync } from "node:zlib";

const channels = 3;
const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const edges = Buffer.alloc(8);
  edges.writeUInt32BE(data.length, 0);
  edges.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([edges.subarray(0, 4), body, edges.subarray(4)]);
};

/** A white picture of so many pixels that shapes with smooth edges are painted on. */
export class Canvas {
  private readonly pixels: Buffer;
  /** How much of each pixel the shape covers that is to be painted next, from 0 to 255. */
  private readonly coverage: Uint8Array;
  /** The pixels that the shape may cover. */
  private box: [left: number, top: number, right: number, bottom: number];

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.pixels = Buffer.alloc(width * height * channels, 255);
    this.coverage = new Uint8Array(width * height);
    this.box = [width, height, 0, 0];
  }

  /**
   * Adds to the shape what lies near something: all pixels of the box that are within the radius.
   * @param distance - of a place from it
   */
  cover(
    [left, top, right, bottom]: readonly [number, number, number, number],
    radius: number,
    distance: (x: number, y: number) => number,
  ): void {
    const { width, coverage, box } = this;
    const { min } = Math;
    const reach = radius + 1;
    const firstX = Math.max(0, Math.floor(left - reach));
    const firstY = Math.max(0, Math.floor(top - reach));
    const endX = Math.min(width, Math.ceil(right + reach));
    const endY = Math.min(this.height, Math.ceil(bottom + reach));
    for (let y = firstY; y < endY; y += 1) {
      for (let x = firstX; x < endX; x += 1) {
        const share = 255 * (radius + 0.5 - distance(x + 0.5, y + 0.5));
        const index = y * width + x;
        if (share > (coverage[index] ?? 0)) coverage[index] = min(share, 255);
      }
    }
    this.box = [
      Math.min(box[0], firstX),
      Math.min(box[1], firstY),
      Math.max(box[2], endX),
      Math.max(box[3], endY),
    ];
  }

  /** Adds a line with round ends to the shape. */
  coverLine(
    [fromX, fromY]: readonly [number, number],
    [toX, toY]: readonly [number, number],
    radius: number,
  ) {
    const [lengthX, lengthY] = [toX - fromX, toY - fromY];
    const square = lengthX * lengthX + lengthY * lengthY || 1;
    const box = [
      Math.min(fromX, toX),
      Math.min(fromY, toY),
      Math.max(fromX, toX),
      Math.max(fromY, toY),
    ] as const;
    const { max, min, sqrt } = Math;
    this.cover(box, radius, (x, y) => {
      const along = ((x - fromX) * lengthX + (y - fromY) * lengthY) / square;
      const share = max(0, min(1, along));
      const [offX, offY] = [x - fromX - share * lengthX, y - fromY - share * lengthY];
      return sqrt(offX * offX + offY * offY);
    });
  }

  /** Paints the shape, and begins the next one. */
  paint(color: string): void {
    const { width, coverage, pixels } = this;
    const tone = Number.parseInt(color.slice(1), 16);
    const [left, top, right, bottom] = this.box;
    for (let y = top; y < bottom; y += 1) {
      for (let index = y * width + left; index < y * width + right; index += 1) {
        const share = (coverage[index] ?? 0) / 255;
        if (share === 0) continue;
        coverage[index] = 0;
        for (let channel = 0; channel < channels; channel += 1) {
          const at = index * channels + channel;
          const before = pixels[at] ?? 0;
          pixels[at] = before + share * (((tone >> (16 - 8 * channel)) & 255) - before) + 0.5;
        }
      }
    }
    this.box = [width, this.height, 0, 0];
  }

  /** The picture as a PNG file. */
  toPng(): Buffer {
    const head = Buffer.alloc(13);
    head.writeUInt32BE(this.width, 0);
    head.writeUInt32BE(this.height, 4);
    // Eight bits a channel, colors as red, green and blue.
    head.set([8, 2], 8);
    const row = this.width * channels;
    const rows = Buffer.alloc(this.height * (row + 1));
    for (let y = 0; y < this.height; y += 1) {
      this.pixels.copy(rows, y * (row + 1) + 1, y * row, (y + 1) * row);
    }
    return Buffer.concat([
      signature,
      chunk("IHDR", head),
      chunk("IDAT", deflateSync(rows)),
      chunk("IEND", Buffer.alloc(0)),
    ]);
  }
}
