import type { SpeechFormat } from "./speechFormat";
import { mpegFrames } from "./speechMp3";
import { readWavSound, type WavSound, wavHead, writeTrueSizes } from "./speechWav";
import { type SampleLayout, trimSilence } from "./trimSilence";

/** The services' PCM: 24,000 samples of 16 bits in a second, one channel (service reference). */
const pcmLayout: SampleLayout = { bytesPerSecond: 48_000, blockBytes: 2 };

const joinSamples = (pieces: readonly Buffer[], layout: SampleLayout): Buffer[] =>
  pieces.map((piece, index) =>
    trimSilence(piece, layout, { start: index > 0, end: index < pieces.length - 1 }),
  );

/** The values that are all there, else undefined. */
const allOf = <Value>(values: ReadonlyArray<Value | undefined>): Value[] | undefined =>
  values.every((value) => value !== undefined) ? (values as Value[]) : undefined;

const joinMp3 = (files: readonly Buffer[]): Buffer | undefined => {
  const found = allOf(files.map(mpegFrames));
  if (!found || found.some(({ kind }) => kind !== found[0]?.kind)) return undefined;
  return Buffer.concat(files.map((file, index) => file.subarray(found[index]?.start, found[index]?.end)));
};

const joinWav = (files: readonly Buffer[]): Buffer | undefined => {
  const sounds = allOf<WavSound>(files.map(readWavSound));
  const first = sounds?.[0];
  if (!sounds || !first || sounds.some(({ format }) => !format.equals(first.format))) return undefined;
  const samples = sounds.map((sound) => sound.samples);
  const pieces = first.isPcm16 ? joinSamples(samples, first) : samples;
  const sampleBytes = pieces.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([wavHead(first.format, sampleBytes), ...pieces]);
};

/** One file as it came, with the true sizes in a WAV file that did not know them. */
const settled = (file: Buffer, format: SpeechFormat): Buffer => {
  const sound = format === "wav" ? readWavSound(file) : undefined;
  if (sound) writeTrueSizes(file, sound);
  return file;
};

/**
 * Joins files of one format to one file. MP3 loses the tags and the frames that tell how long each file is; WAV and
 * PCM lose the silence at their joins. undefined where they can't be joined: their kinds of sound differ, or they hold
 * what is not of their format.
 */
export const joinSpeech = (files: readonly Buffer[], format: SpeechFormat): Buffer | undefined => {
  const [only, ...others] = files;
  if (only && others.length === 0) return settled(only, format);
  if (format === "mp3") return joinMp3(files);
  if (format === "wav") return joinWav(files);
  return format === "pcm" ? Buffer.concat(joinSamples(files, pcmLayout)) : undefined;
};
