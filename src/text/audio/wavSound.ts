import type { CuttableSound } from "./CuttableSound";
import { type WavFile, wavHead } from "./wavFile";

/** Codecs that are not cut, by their tags (Microsoft's mmreg.h). */
const codecs: ReadonlyMap<number, string> = new Map([
  [1, "PCM of a rare width"],
  [3, "floats of a rare width"],
  [2, "ADPCM of Microsoft's"],
  [17, "ADPCM of IMA's"],
  [49, "GSM 6.10"],
  [85, "MP3"],
  [0xa106, "AAC"],
]);

/** The codec of a WAV file in words, such as "GSM 6.10". */
export const codecOf = ({ tag }: WavFile): string => codecs.get(tag) ?? `format tag ${tag}`;

type Amplitude = (bytes: Buffer, at: number) => number;

const finite = (value: number): number => (Number.isFinite(value) ? Math.abs(value) : 0);

/** How far a sample is from silence, by its codec; of wide samples, the highest bytes. Undefined for no known samples. */
const amplitudeOf = ({ tag, sampleBytes }: WavFile): Amplitude | undefined => {
  if (sampleBytes === 0 || sampleBytes > 8) return undefined;
  if (tag === 6) return (bytes, at) => ((bytes[at] ?? 0) ^ 0x55) & 0x7f;
  if (tag === 7) return (bytes, at) => ~(bytes[at] ?? 0) & 0x7f;
  if (tag === 3) {
    if (sampleBytes === 8) return (bytes, at) => finite(bytes.readDoubleLE(at));
    return sampleBytes === 4 ? (bytes, at) => finite(bytes.readFloatLE(at)) : undefined;
  }
  return sampleBytes === 1
    ? (bytes, at) => Math.abs((bytes[at] ?? 128) - 128)
    : (bytes, at) => Math.abs(bytes.readInt16LE(at + sampleBytes - 2));
};

const blockMs = 20;
/** Samples of a block that are looked at. */
const samplesLookedAt = 64;

/** A WAV file as a sound that can be cut; undefined for a codec whose samples are no bytes of their own. */
export const wavSound = (bytes: Buffer, wav: WavFile): CuttableSound | undefined => {
  const { format, frameBytes, bytesPerSecond, start, end } = wav;
  const amplitude = amplitudeOf(wav);
  if (!amplitude || bytesPerSecond === 0) return undefined;
  const blockBytes = frameBytes * Math.max(1, Math.round((bytesPerSecond * blockMs) / 1000 / frameBytes));
  const stride = frameBytes * Math.max(1, Math.floor(blockBytes / frameBytes / samplesLookedAt));
  const offsetOf = (block: number): number => Math.min(end, start + block * blockBytes);
  return {
    blocks: Math.ceil((end - start) / blockBytes),
    blockSeconds: blockBytes / bytesPerSecond,
    headBytes: wavHead(format, 0).length,
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
      return [wavHead(format, sound.length), sound];
    },
  };
};
