/** The sound in a WAV file. */
export interface WavSound {
  /** What says of what kind the samples are; two files with the same can be joined. */
  format: Buffer;
  /** Where the size of the samples stands in the file. */
  sizeAt: number;
  samples: Buffer;
  bytesPerSecond: number;
  /** Bytes of one sample of all channels. */
  blockBytes: number;
  /** True for samples of 16 bits. */
  isPcm16: boolean;
}

const riffBytes = 12;
const chunkHead = 8;
const formatBytes = 16;
const mostSize = 0xffff_ffff;

const readFormat = (format: Buffer): Pick<WavSound, "bytesPerSecond" | "blockBytes" | "isPcm16"> => ({
  bytesPerSecond: format.readUInt32LE(8),
  blockBytes: Math.max(1, format.readUInt16LE(12)),
  isPcm16: format.readUInt16LE(0) === 1 && format.readUInt16LE(14) === 16,
});

/**
 * Reads a WAV file, also one that was sent while it was made: such a file says that it is 4 GB long, or 0 bytes.
 * undefined for a file without a format, or without samples.
 */
export const readWavSound = (file: Buffer): WavSound | undefined => {
  let format: Buffer | undefined;
  for (let at = riffBytes; at + chunkHead <= file.length; ) {
    const name = file.toString("latin1", at, at + 4);
    const size = file.readUInt32LE(at + 4);
    const begin = at + chunkHead;
    if (name === "data") {
      const samples = size === 0 ? file.subarray(begin) : file.subarray(begin, begin + size);
      return format && { format, sizeAt: at + 4, samples, ...readFormat(format) };
    }
    if (name === "fmt " && size >= formatBytes && begin + size <= file.length)
      format = file.subarray(begin, begin + size);
    // A chunk of an odd length has a byte behind it that does not count.
    at = begin + size + (size % 2);
  }
  return undefined;
};

const bounded = (size: number): number => Math.min(size, mostSize);

/** Writes the true sizes into a WAV file, in its place. */
export const writeTrueSizes = (file: Buffer, { sizeAt, samples }: WavSound): void => {
  file.writeUInt32LE(bounded(file.length - chunkHead), 4);
  file.writeUInt32LE(bounded(samples.length), sizeAt);
};

/** The beginning of a WAV file for so many bytes of samples. */
export const wavHead = (format: Buffer, sampleBytes: number): Buffer => {
  const head = Buffer.alloc(riffBytes + chunkHead + format.length + chunkHead);
  head.write("RIFF", "latin1");
  head.writeUInt32LE(bounded(head.length + sampleBytes - chunkHead), 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(format.length, 16);
  format.copy(head, riffBytes + chunkHead);
  head.write("data", head.length - chunkHead, "latin1");
  head.writeUInt32LE(bounded(sampleBytes), head.length - 4);
  return head;
};
