/** What an image file's first bytes tell. */
interface ImageFacts {
  format: "png" | "jpeg";
  width: number;
  height: number;
}

const pngSignature = Buffer.from("89504e470d0a1a0a", "hex");
/** JPEG's start-of-frame markers: C0 to CF without the three that mean something else. */
const isStartOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Format and size in pixels of a PNG or JPEG; undefined for anything else. */
export const imageFacts = (bytes: Buffer): ImageFacts | undefined => {
  if (bytes.length >= 24 && bytes.subarray(0, 8).equals(pngSignature)) {
    return { format: "png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  let offset = 2;
  while (offset + 9 <= bytes.length) {
    const marker = bytes[offset + 1] ?? 0;
    if (isStartOfFrame(marker)) {
      return {
        format: "jpeg",
        height: bytes.readUInt16BE(offset + 5),
        width: bytes.readUInt16BE(offset + 7),
      };
    }
    offset += 2 + bytes.readUInt16BE(offset + 2);
  }
  return undefined;
};
