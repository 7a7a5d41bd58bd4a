/** What a WAV file says of its sound, and where that stands. */
export interface WavFile {
  /** The codec (Microsoft's mmreg.h). */
  tag: number;
  /** The chunk that describes the sound, without its name and length; files of the same can be joined. */
  format: Buffer;
  bytesPerSecond: number;
  /** Bytes of one sample of all channels. */
  frameBytes: number;
  /** Bytes of one sample of one channel; 0 for codecs whose samples are no bytes of their own. */
  sampleBytes: number;
  start: number;
  end: number;
  /** False for a file that was sent or left while it was made: it says that it is 4 GB long, or 0 bytes. */
  hasTrueSize: boolean;
}

const riffBytes = 12;
const chunkHead = 8;
const formatBytes = 16;
const mostSize = 0xffff_ffff;

/** The tag that stands further behind, as the beginning of an id. */
const extensible = 0xfffe;
/** PCM of integers and floats, A-law and µ-law. */
const ofSamples = new Set([1, 3, 6, 7]);

const readFormat = (
  format: Buffer,
): Pick<WavFile, "tag" | "bytesPerSecond" | "frameBytes" | "sampleBytes"> => {
  const first = format.readUInt16LE(0);
  const tag = first === extensible && format.length >= 26 ? format.readUInt16LE(24) : first;
  const channels = Math.max(1, format.readUInt16LE(2));
  const bits = format.readUInt16LE(14);
  const frameBytes = format.readUInt16LE(12) || channels * Math.max(1, Math.ceil(bits / 8));
  if (!ofSamples.has(tag)) return { tag, frameBytes, bytesPerSecond: format.readUInt32LE(8), sampleBytes: 0 };
  // Some programs leave the rate of bytes empty, or have the one of another format there.
  return {
    ...{ tag, frameBytes, bytesPerSecond: format.readUInt32LE(4) * frameBytes },
    sampleBytes: Math.floor(frameBytes / channels),
  };
};

const nameAt = (bytes: Buffer, at: number): string => bytes.toString("latin1", at, at + 4);

const isChunkName = (name: string): boolean => /^[A-Za-z]{3}[A-Za-z\d ]$/.test(name);

/** Where the samples end: with the file where their size is not known. */
const endOfSound = (bytes: Buffer, begin: number, size: number): number => {
  if (size > 0) return Math.min(bytes.length, begin + size);
  // An empty chunk may be followed by another one.
  const isFollowed =
    isChunkName(nameAt(bytes, begin)) &&
    begin + chunkHead <= bytes.length &&
    begin + chunkHead + bytes.readUInt32LE(begin + 4) <= bytes.length;
  return isFollowed ? begin : bytes.length;
};

/** Behind a chunk: one of an odd length has a zero behind it that does not count, which some programs leave out. */
const behindChunk = (bytes: Buffer, end: number, size: number): number =>
  end + (size % 2 === 1 && !isChunkName(nameAt(bytes, end)) ? 1 : 0);

/** Reads a WAV file up to its samples; undefined for one without a format, or without samples. */
export const readWav = (bytes: Buffer): WavFile | undefined => {
  let format: Buffer | undefined;
  let longSize: number | undefined;
  for (let at = riffBytes; at + chunkHead <= bytes.length; ) {
    const name = nameAt(bytes, at);
    const stated = bytes.readUInt32LE(at + 4);
    const start = at + chunkHead;
    const end = start + stated;
    if (name === "data") {
      const size = stated === mostSize ? (longSize ?? stated) : stated;
      const soundEnd = endOfSound(bytes, start, size);
      return format && { ...readFormat(format), format, start, end: soundEnd, hasTrueSize: soundEnd === end };
    }
    if (name === "fmt " && stated >= formatBytes && end <= bytes.length) format = bytes.subarray(start, end);
    // Sizes of 64 bits, that of the samples behind that of the file (EBU Tech 3306).
    if (name === "ds64" && stated >= 16 && end <= bytes.length)
      longSize = Number(bytes.readBigUInt64LE(start + 8));
    at = behindChunk(bytes, end, stated);
  }
  return undefined;
};

const bounded = (size: number): number => Math.min(size, mostSize);

/** Writes the true sizes into a WAV file, in its place. */
export const writeTrueSizes = (bytes: Buffer, { start, end }: WavFile): void => {
  bytes.writeUInt32LE(bounded(bytes.length - chunkHead), 4);
  bytes.writeUInt32LE(bounded(end - start), start - 4);
};

/** The beginning of a WAV file for so many bytes of samples. */
export const wavHead = (format: Buffer, sampleBytes: number): Buffer => {
  const head = Buffer.alloc(riffBytes + chunkHead + format.length + (format.length % 2) + chunkHead);
  head.write("RIFF", "latin1");
  head.writeUInt32LE(bounded(head.length + sampleBytes - chunkHead), 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(format.length, 16);
  format.copy(head, riffBytes + chunkHead);
  head.write("data", head.length - chunkHead, "latin1");
  head.writeUInt32LE(bounded(sampleBytes), head.length - 4);
  return head;
};
