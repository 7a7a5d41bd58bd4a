import type { CuttableSound } from "./CuttableSound";

/** Codecs of WAV by their format tags (Microsoft's mmreg.h). */
const codecs: ReadonlyMap<number, string> = new Map([
  [1, "PCM"],
  [2, "ADPCM of Microsoft's"],
  [3, "PCM"],
  [6, "A-law"],
  [7, "µ-law"],
  [17, "ADPCM of IMA's"],
  [49, "GSM 6.10"],
  [85, "MP3"],
  [0xa106, "AAC"],
]);
/** The tag stands further behind, as the beginning of an id. */
const extensible = 0xfffe;
const cuttable = new Set([1, 3, 6, 7]);

/** What a WAV file says of its sound. */
interface WavHead {
  tag: number;
  /** In words, such as "GSM 6.10". */
  codec: string;
  /** The chunk that describes the sound, without its name and length. */
  format: Buffer;
  bytesPerSecond: number;
  /** Bytes of one sample of all channels. */
  frameBytes: number;
  bitsPerSample: number;
  start: number;
  end: number;
}

const headOf = (format: Buffer, start: number, end: number): WavHead => {
  const first = format.readUInt16LE(0);
  const tag = first === extensible && format.length >= 26 ? format.readUInt16LE(24) : first;
  return {
    tag,
    codec: codecs.get(tag) ?? `format tag ${tag}`,
    format,
    bytesPerSecond: format.readUInt32LE(8),
    frameBytes: Math.max(1, format.readUInt16LE(12)),
    bitsPerSample: format.readUInt16LE(14),
    start,
    end,
  };
};

/**
 * Reads the chunks of a WAV file up to its sound; undefined where it has none. A length that is too large, as in a file
 * that was streamed, ends with the file.
 */
export const readWavHead = (bytes: Buffer): WavHead | undefined => {
  let format: Buffer | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = bytes.toString("latin1", at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const end = Math.min(bytes.length, at + 8 + size);
    if (name === "fmt ") format = bytes.subarray(at + 8, end);
    if (name === "data") return format && format.length >= 16 ? headOf(format, at + 8, end) : undefined;
    // Chunks are padded to an even length.
    at += 8 + size + (size % 2);
  }
  return undefined;
};

/** The chunk "fmt " in front of a sound of this length. */
const fileHead = ({ format }: WavHead, soundBytes: number): Buffer => {
  const head = Buffer.alloc(28 + format.length + (format.length % 2));
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(head.length - 8 + soundBytes, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(format.length, 16);
  format.copy(head, 20);
  head.write("data", head.length - 8, "latin1");
  head.writeUInt32LE(soundBytes, head.length - 4);
  return head;
};

type Amplitude = (bytes: Buffer, at: number) => number;

/** How far a sample is from silence, by its codec; of wide samples, the highest bytes. */
const amplitudeOf = ({ tag, bitsPerSample }: WavHead): Amplitude => {
  if (tag === 6) return (bytes, at) => ((bytes[at] ?? 0) ^ 0x55) & 0x7f;
  if (tag === 7) return (bytes, at) => ~(bytes[at] ?? 0) & 0x7f;
  if (bitsPerSample <= 8) return (bytes, at) => Math.abs((bytes[at] ?? 128) - 128);
  const width = bitsPerSample >> 3;
  if (tag === 3) {
    return width === 8
      ? (bytes, at) => Math.abs(bytes.readDoubleLE(at))
      : (bytes, at) => Math.abs(bytes.readFloatLE(at));
  }
  return (bytes, at) => Math.abs(bytes.readInt16LE(at + width - 2));
};

const blockMs = 20;
/** Samples of a block that are looked at. */
const samplesLookedAt = 64;

/**
 * A WAV file as a sound that can be cut; undefined for codecs whose samples are no bytes of their own, and for numbers
 * that don't fit together.
 */
export const wavSound = (bytes: Buffer, head: WavHead): CuttableSound | undefined => {
  const { tag, frameBytes, bytesPerSecond, bitsPerSample, start, end } = head;
  if (!cuttable.has(tag) || bytesPerSecond === 0 || bitsPerSample > 64 || frameBytes * 8 < bitsPerSample)
    return undefined;
  const blockBytes = frameBytes * Math.max(1, Math.round((bytesPerSecond * blockMs) / 1000 / frameBytes));
  const stride = frameBytes * Math.max(1, Math.floor(blockBytes / frameBytes / samplesLookedAt));
  const amplitude = amplitudeOf(head);
  const blocks = Math.ceil((end - start) / blockBytes);
  const offsetOf = (block: number): number => Math.min(end, start + block * blockBytes);
  return {
    blocks,
    blockSeconds: blockBytes / bytesPerSecond,
    headBytes: fileHead(head, 0).length,
    offsetOf,
    loudnessOf: (block) => {
      let sum = 0;
      let count = 0;
      for (let at = offsetOf(block); at + frameBytes <= offsetOf(block + 1); at += stride) {
        sum += amplitude(bytes, at);
        count += 1;
      }
      return count === 0 ? 0 : sum / count;
    },
    piece: (from, to) => {
      const sound = bytes.subarray(offsetOf(from), offsetOf(to));
      return [fileHead(head, sound.length), sound];
    },
  };
};
