/** A frame of MPEG layer III. */
interface Mp3Frame {
  bytes: number;
  seconds: number;
  /** Version, sample rate and channels in one number: frames of one kind can follow each other. */
  kind: number;
  /** Where the side information begins, behind the checksum. */
  sideAt: number;
  isFirstVersion: boolean;
  isMono: boolean;
}

/** Kilobits of a second by their index, of version 1 and of the later ones (ISO/IEC 11172-3 and 13818-3, layer III). */
const bitRates = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const sampleRates = [44_100, 48_000, 32_000] as const;

const headBytes = 4;
/** Where a frame that describes its file has its name, in one encoder's way: VBRI. */
const vbriAt = 36;
const [xing, info, vbri] = ["Xing", "Info", "VBRI"].map((name) => Buffer.from(name).readUInt32BE());

/** Eleven ones, a version that exists, layer III, and rates that exist. */
export const isMp3Header = (bytes: Buffer, at: number): boolean => {
  if (bytes[at] !== 0xff || at + headBytes > bytes.length) return false;
  const [second = 0, third = 0] = [bytes[at + 1], bytes[at + 2]];
  return (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08 && third >> 4 !== 15 && (third & 0x0c) !== 0x0c;
};

/** The frame at a place; undefined for anything else, and for a frame that does not state its bit rate. */
export const mp3FrameAt = (bytes: Buffer, at: number): Mp3Frame | undefined => {
  if (!isMp3Header(bytes, at)) return undefined;
  const [second = 0, third = 0, fourth = 0] = [bytes[at + 1], bytes[at + 2], bytes[at + 3]];
  const version = (second >> 3) & 3;
  const rateIndex = (third >> 2) & 3;
  const isFirstVersion = version === 3;
  const isMono = fourth >> 6 === 3;
  const kilobits = bitRates[isFirstVersion ? 0 : 1][third >> 4] ?? 0;
  if (kilobits === 0) return undefined;
  // Version 2 has half the rates of version 1, and 2.5 a quarter.
  const sampleRate = (sampleRates[rateIndex] ?? 0) / (isFirstVersion ? 1 : version === 2 ? 2 : 4);
  const samples = isFirstVersion ? 1152 : 576;
  return {
    bytes: Math.floor((samples * kilobits * 125) / sampleRate) + ((third >> 1) & 1),
    seconds: samples / sampleRate,
    kind: version * 8 + rateIndex * 2 + (isMono ? 1 : 0),
    sideAt: at + headBytes + ((second & 1) === 0 ? 2 : 0),
    isFirstVersion,
    isMono,
  };
};

/** Behind the ID3 tags at a place, whose sizes have seven bits in each byte; the place itself where none is. */
export const behindTags = (bytes: Buffer, from: number): number => {
  let at = from;
  while (bytes.toString("latin1", at, at + 3) === "ID3" && at + 10 <= bytes.length) {
    const size = bytes.subarray(at + 6, at + 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
    at += 10 + size + (((bytes[at + 5] ?? 0) & 0x10) === 0 ? 0 : 10);
  }
  return Math.min(at, bytes.length);
};

/** True for a frame that tells of its whole file in place of sound: for a piece or a join, that would be wrong. */
export const describesFile = (
  bytes: Buffer,
  at: number,
  { sideAt, isFirstVersion, isMono }: Mp3Frame,
): boolean => {
  const wordAt = (place: number): number => (place + 4 <= bytes.length ? bytes.readUInt32BE(place) : 0);
  const side = isFirstVersion ? (isMono ? 17 : 32) : isMono ? 9 : 17;
  // Some encoders leave the checksum out of account.
  const words = [wordAt(sideAt + side), wordAt(at + headBytes + side)];
  return wordAt(at + vbriAt) === vbri || words.some((word) => word === xing || word === info);
};

const bitsAt = (bytes: Buffer, from: number, count: number): number => {
  let value = 0;
  for (let bit = from; bit < from + count; bit += 1)
    value = value * 2 + (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  return value;
};

/** The loudest gain of a frame's granules, from its side information (ISO/IEC 11172-3, 2.4.1.7); 0 where they are empty. */
export const gainOf = (bytes: Buffer, { sideAt, isFirstVersion, isMono }: Mp3Frame): number => {
  const [mono, stereo, granules, granuleBits] = isFirstVersion ? [18, 20, 2, 59] : [9, 10, 1, 63];
  const parts = granules * (isMono ? 1 : 2);
  let loudest = 0;
  let bit = sideAt * 8 + (isMono ? mono : stereo);
  for (let part = 0; part < parts; part += 1, bit += granuleBits)
    if (bitsAt(bytes, bit, 12) > 0) loudest = Math.max(loudest, bitsAt(bytes, bit + 21, 8));
  return loudest;
};
