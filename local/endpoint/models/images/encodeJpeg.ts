const blockSize = 8;

/** The sixteen counts of a Huffman table and its symbols, as a DHT segment wants them. */
const huffmanTable = (tableId: number, codeLength: number, symbols: number[]): number[] => {
  const counts = Array.from({ length: 16 }, (_, index) => (index === codeLength - 1 ? symbols.length : 0));
  return [tableId, ...counts, ...symbols];
};

const segment = (marker: number, payload: number[]): number[] => {
  const length = payload.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...payload];
};

/** Collects bits into bytes, with a zero after each 0xff as the format demands. */
class BitWriter {
  readonly bytes: number[] = [];
  private pending = 0;
  private pendingBits = 0;

  write(value: number, bits: number): void {
    for (let bit = bits - 1; bit >= 0; bit--) {
      this.pending = (this.pending << 1) | ((value >> bit) & 1);
      if (++this.pendingBits === 8) this.flush();
    }
  }

  finish(): void {
    while (this.pendingBits > 0) this.write(1, 1);
  }

  private flush(): void {
    this.bytes.push(this.pending);
    if (this.pending === 0xff) this.bytes.push(0);
    this.pending = 0;
    this.pendingBits = 0;
  }
}

/**
 * A valid baseline JPEG of flat 8x8 blocks. Only each block's mean is stored (the DC value, quantised by 8,
 * is the mean itself), so no cosine transform is needed: enough for a picture made of blocks and gradients.
 */
export const encodeJpeg = (
  width: number,
  height: number,
  colorAt: (x: number, y: number) => [number, number, number],
): Buffer => {
  const categories = Array.from({ length: 12 }, (_, index) => index);
  const head = [
    ...[0xff, 0xd8],
    ...segment(0xe0, [...Buffer.from("JFIF\0"), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xdb, [0, ...Array.from({ length: 64 }, () => blockSize)]),
    ...segment(0xc0, [
      ...[8, height >> 8, height & 0xff, width >> 8, width & 0xff, 3],
      ...[1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0],
    ]),
    ...segment(0xc4, huffmanTable(0x00, 4, categories)),
    ...segment(0xc4, huffmanTable(0x10, 1, [0])),
    ...segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
  ];
  const writer = new BitWriter();
  const previous = [0, 0, 0];
  for (let y = 0; y < height; y += blockSize) {
    for (let x = 0; x < width; x += blockSize) {
      const middle = colorAt(Math.min(x + 4, width - 1), Math.min(y + 4, height - 1));
      toLuminance(middle).forEach((mean, component) => {
        writeDifference(writer, mean - (previous[component] ?? 0));
        previous[component] = mean;
      });
    }
  }
  writer.finish();
  return Buffer.concat([Buffer.from(head), Buffer.from(writer.bytes), Buffer.from([0xff, 0xd9])]);
};

/** Luminance and the two color differences, each centered on zero. */
const toLuminance = ([red, green, blue]: [number, number, number]): [number, number, number] => [
  Math.round(0.299 * red + 0.587 * green + 0.114 * blue) - 128,
  Math.round(-0.168736 * red - 0.331264 * green + 0.5 * blue),
  Math.round(0.5 * red - 0.418688 * green - 0.081312 * blue),
];

/** The difference's bit length (4-bit code), its bits, and the one-bit end of block. */
const writeDifference = (writer: BitWriter, difference: number): void => {
  const bits = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference));
  writer.write(bits, 4);
  if (bits > 0) writer.write(difference > 0 ? difference : difference + 2 ** bits - 1, bits);
  writer.write(0, 1);
};
