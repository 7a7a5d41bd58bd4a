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
  private top: number;
  private bottom = 0;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.pixels = Buffer.alloc(width * height * channels, 255);
    this.coverage = new Uint8Array(width * height);
    this.top = height;
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
    const reach = radius + 1;
    const lastX = Math.min(this.width - 1, Math.ceil(right + reach));
    const lastY = Math.min(this.height - 1, Math.ceil(bottom + reach));
    const firstY = Math.max(0, Math.floor(top - reach));
    for (let y = firstY; y <= lastY; y += 1) {
      for (let x = Math.max(0, Math.floor(left - reach)); x <= lastX; x += 1) {
        const share = radius + 0.5 - distance(x + 0.5, y + 0.5);
        if (share <= 0) continue;
        const index = y * this.width + x;
        this.coverage[index] = Math.max(this.coverage[index] ?? 0, Math.min(255, Math.round(255 * share)));
      }
    }
    this.top = Math.min(this.top, firstY);
    this.bottom = Math.max(this.bottom, lastY + 1);
  }

  /** Adds a line with round ends to the shape. */
  coverLine(
    [fromX, fromY]: readonly [number, number],
    [toX, toY]: readonly [number, number],
    radius: number,
  ) {
    const [lengthX, lengthY] = [toX - fromX, toY - fromY];
    const square = lengthX ** 2 + lengthY ** 2;
    const box = [
      Math.min(fromX, toX),
      Math.min(fromY, toY),
      Math.max(fromX, toX),
      Math.max(fromY, toY),
    ] as const;
    this.cover(box, radius, (x, y) => {
      const along = square === 0 ? 0 : ((x - fromX) * lengthX + (y - fromY) * lengthY) / square;
      const share = Math.min(1, Math.max(0, along));
      return Math.hypot(x - fromX - share * lengthX, y - fromY - share * lengthY);
    });
  }

  /** Paints the shape, and begins the next one. */
  paint(color: string): void {
    const tone = Buffer.from(color.slice(1), "hex");
    for (let index = this.top * this.width; index < this.bottom * this.width; index += 1) {
      const share = (this.coverage[index] ?? 0) / 255;
      if (share === 0) continue;
      this.coverage[index] = 0;
      for (let channel = 0; channel < channels; channel += 1) {
        const at = index * channels + channel;
        const before = this.pixels[at] ?? 0;
        this.pixels[at] = Math.round(before + share * ((tone[channel] ?? 0) - before));
      }
    }
    this.top = this.height;
    this.bottom = 0;
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
