/** Width and height in pixels. */
export interface Dimensions {
  width: number;
  height: number;
}

const ofPng = (bytes: Buffer): Dimensions => ({
  width: bytes.readUInt32BE(16),
  height: bytes.readUInt32BE(20),
});

const ofGif = (bytes: Buffer): Dimensions => ({
  width: bytes.readUInt16LE(6),
  height: bytes.readUInt16LE(8),
});

/** Markers of a JPEG that stand alone, without a length behind them. */
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
/** Markers of a frame's header, which has the size; between them are tables (C4, C8, CC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const ofJpeg = (bytes: Buffer): Dimensions | undefined => {
  let place = 2;
  while (place + 9 <= bytes.length) {
    const marker = bytes.readUInt8(place + 1);
    if (bytes.readUInt8(place) !== 0xff) return undefined;
    if (isFrame(marker))
      return { width: bytes.readUInt16BE(place + 7), height: bytes.readUInt16BE(place + 5) };
    // A fill byte before the marker.
    if (marker === 0xff) place += 1;
    else place += isAlone(marker) ? 2 : 2 + bytes.readUInt16BE(place + 2);
  }
  return undefined;
};

const ofWebp = (bytes: Buffer): Dimensions | undefined => {
  switch (bytes.toString("latin1", 12, 16)) {
    case "VP8X":
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case "VP8 ":
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case "VP8L": {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    default:
      return undefined;
  }
};

const shortestHead = 30;

const headerOf = (bytes: Buffer): Dimensions | undefined => {
  if (bytes.length < shortestHead) return undefined;
  const head = bytes.toString("latin1", 0, 12);
  if (head.startsWith("\x89PNG")) return ofPng(bytes);
  if (head.startsWith("GIF8")) return ofGif(bytes);
  if (head.startsWith("\xff\xd8")) return ofJpeg(bytes);
  return head.startsWith("RIFF") && head.endsWith("WEBP") ? ofWebp(bytes) : undefined;
};

/** The size of a PNG, JPEG, GIF or WebP image as its header says it; undefined for anything else, and for none. */
export const imageDimensions = (bytes: Buffer): Dimensions | undefined => {
  const found = headerOf(bytes);
  return found && found.width > 0 && found.height > 0 ? found : undefined;
};
