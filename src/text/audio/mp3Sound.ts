import type { CuttableSound } from "./CuttableSound";

/** Bit rates of layer III in kbit/s, for MPEG 1 and for later versions. */
const bitRates = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const sampleRates = [44_100, 48_000, 32_000] as const;

interface Frame {
  bytes: number;
  seconds: number;
  /** Where the side information begins. */
  sideAt: number;
  isFirstVersion: boolean;
  channels: number;
}

/** The frame of layer III that begins here; undefined where none does, or one of an unstated bit rate. */
const frameAt = (bytes: Buffer, at: number): Frame | undefined => {
  if (at + 4 > bytes.length || bytes[at] !== 0xff) return undefined;
  const [second = 0, third = 0, fourth = 0] = bytes.subarray(at + 1, at + 4);
  const version = (second >> 3) & 3;
  const rate = sampleRates[(third >> 2) & 3];
  if ((second & 0xe6) !== 0xe2 || version === 1 || rate === undefined) return undefined;
  const isFirstVersion = version === 3;
  const kilobits = bitRates[isFirstVersion ? 0 : 1][third >> 4] ?? 0;
  if (kilobits === 0) return undefined;
  const sampleRate = isFirstVersion ? rate : rate / (version === 2 ? 2 : 4);
  const samples = isFirstVersion ? 1152 : 576;
  return {
    bytes: Math.floor((samples * kilobits * 125) / sampleRate) + ((third >> 1) & 1),
    seconds: samples / sampleRate,
    sideAt: at + 4 + ((second & 1) === 0 ? 2 : 0),
    isFirstVersion,
    channels: fourth >> 6 === 3 ? 1 : 2,
  };
};

/** Behind the tag at the beginning, whose length has 7 bits to a byte. */
const behindTag = (bytes: Buffer): number => {
  if (bytes.toString("latin1", 0, 3) !== "ID3" || bytes.length < 10) return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((bytes[at] ?? 0) & 0x7f), 0);
  return 10 + size + (((bytes[5] ?? 0) & 0x10) === 0 ? 0 : 10);
};

/** True for a frame that tells of the whole file in place of sound: what it says would be wrong for a piece. */
const isAboutFile = (bytes: Buffer, { sideAt, isFirstVersion, channels }: Frame): boolean => {
  const side = isFirstVersion ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
  const words = bytes.toString("latin1", sideAt + side, sideAt + side + 4);
  return (
    words === "Xing" || words === "Info" || bytes.toString("latin1", sideAt + 32, sideAt + 36) === "VBRI"
  );
};

const bitsAt = (bytes: Buffer, from: number, count: number): number => {
  let value = 0;
  for (let bit = from; bit < from + count; bit += 1)
    value = value * 2 + (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  return value;
};

/** The loudest gain of a frame's granules, from its side information (ISO/IEC 11172-3, 2.4.1.7); 0 where they are empty. */
const gainOf = (bytes: Buffer, { sideAt, isFirstVersion, channels }: Frame): number => {
  const [mono, stereo, granules, granuleBits] = isFirstVersion ? [18, 20, 2, 59] : [9, 10, 1, 63];
  let loudest = 0;
  let bit = sideAt * 8 + (channels === 1 ? mono : stereo);
  for (let part = 0; part < granules * channels; part += 1, bit += granuleBits)
    if (bitsAt(bytes, bit, 12) > 0) loudest = Math.max(loudest, bitsAt(bytes, bit + 21, 8));
  return loudest;
};

/** The first place from here on where two frames follow each other, or one ends the file. */
const nextFrameAt = (bytes: Buffer, from: number): number => {
  for (let at = from; at < bytes.length; at += 1) {
    const frame = frameAt(bytes, at);
    const next = frame && at + frame.bytes;
    if (next !== undefined && (next >= bytes.length || frameAt(bytes, next))) return at;
  }
  return -1;
};

/** The frames of a file: where each begins, and the first of them. */
const framesOf = (bytes: Buffer): { offsets: number[]; first: Frame | undefined } => {
  const offsets: number[] = [];
  let first: Frame | undefined;
  let at = nextFrameAt(bytes, behindTag(bytes));
  while (at >= 0 && at < bytes.length) {
    const frame = frameAt(bytes, at);
    if (!frame) {
      at = nextFrameAt(bytes, at);
      continue;
    }
    const isSound = offsets.length > 0 || !isAboutFile(bytes, frame);
    if (isSound) offsets.push(at);
    first ??= isSound ? frame : undefined;
    at += frame.bytes;
  }
  return { offsets, first };
};

/** An MP3 file as a sound that can be cut between its frames; undefined where it has none. */
export const mp3Sound = (bytes: Buffer): CuttableSound | undefined => {
  const { offsets, first } = framesOf(bytes);
  const last = offsets.at(-1);
  if (!first || last === undefined) return undefined;
  const end = Math.min(bytes.length, last + (frameAt(bytes, last)?.bytes ?? 0));
  const offsetOf = (block: number): number => offsets[block] ?? end;
  return {
    blocks: offsets.length,
    blockSeconds: first.seconds,
    headBytes: 0,
    offsetOf,
    loudnessOf: (block) => {
      const frame = frameAt(bytes, offsetOf(block));
      const gain = frame ? gainOf(bytes, frame) : 0;
      // Gains are logarithmic: four of them are twice as loud.
      return gain === 0 ? 0 : 2 ** (gain / 4);
    },
    piece: (from, to) => [bytes.subarray(offsetOf(from), offsetOf(to))],
  };
};
