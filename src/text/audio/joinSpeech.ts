import { readMp3 } from "./mp3File";
import type { SpeechFormat } from "./speechFormat";
import { pcmLayout, type SampleLayout, trimSilence } from "./trimSilence";
import { readWav, type WavFile, wavHead, writeTrueSizes } from "./wavFile";

const joinSamples = (pieces: readonly Buffer[], layout: SampleLayout): Buffer[] =>
  pieces.map((piece, index) =>
    trimSilence(piece, layout, { start: index > 0, end: index < pieces.length - 1 }),
  );

/** The values that are all there, else undefined. */
const allOf = <Value>(values: ReadonlyArray<Value | undefined>): Value[] | undefined =>
  values.every((value) => value !== undefined) ? (values as Value[]) : undefined;

const joinMp3 = (files: readonly Buffer[]): Buffer | undefined => {
  const found = allOf(files.map(readMp3));
  const kind = found?.[0]?.kind;
  if (!found || kind === undefined || found.some((file) => file.kind !== kind || !file.isPure))
    return undefined;
  return Buffer.concat(
    files.flatMap(
      (file, index) => found[index]?.runs.map(({ start, end }) => file.subarray(start, end)) ?? [],
    ),
  );
};

/** True where samples can follow each other; what may stand behind the first 16 bytes says nothing of PCM. */
const isAlike = (sound: WavFile, first: WavFile): boolean =>
  sound.tag === first.tag && sound.format.subarray(0, 16).equals(first.format.subarray(0, 16));

const joinWav = (files: readonly Buffer[]): Buffer | undefined => {
  const sounds = allOf<WavFile>(files.map(readWav));
  const first = sounds?.[0];
  if (!sounds || !first || sounds.some((sound) => !isAlike(sound, first))) return undefined;
  const samples = files.map((file, index) => file.subarray(sounds[index]?.start, sounds[index]?.end));
  const pieces = first.tag === 1 && first.sampleBytes === 2 ? joinSamples(samples, first) : samples;
  const sampleBytes = pieces.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([wavHead(first.format, sampleBytes), ...pieces]);
};

/** One file as it came, with the true sizes in a WAV file that did not know them. */
const settled = (file: Buffer, format: SpeechFormat): Buffer => {
  const sound = format === "wav" ? readWav(file) : undefined;
  if (sound && !sound.hasTrueSize) writeTrueSizes(file, sound);
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
