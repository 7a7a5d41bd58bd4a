import { hearTones } from "./toneCode";
import { hearMp3 } from "./toneMp3";
import { readWav } from "./wavFile";

/** What the endpoint hears in a file. */
export interface HeardFile {
  sentences: Array<{ text: string; start: number; end: number }>;
  /** How long it lasts; undefined where its container is not read. */
  seconds: number | undefined;
}

/** The containers that are known by their first bytes, and where those stand. */
const beginnings: ReadonlyArray<readonly [at: number, bytes: string]> = [
  [0, "RIFF"],
  [0, "ID3"],
  [0, "\xff\xfb"],
  [0, "\xff\xf3"],
  [0, "\xff\xf1"],
  [4, "ftyp"],
  [0, "OggS"],
  [0, "fLaC"],
  [0, "\x1aE\xdf\xa3"],
  [0, "\0\0\x01\xba"],
];

const isSound = (bytes: Buffer): boolean =>
  beginnings.some(([at, beginning]) => bytes.toString("latin1", at, at + beginning.length) === beginning);

/** A file of another container says what stands behind this mark, up to a zero. */
const mark = Buffer.from("says:");

/** The seconds of a sentence in a file that has no times. */
const sentenceSeconds = 2;

const markedText = (bytes: Buffer): string => {
  const at = bytes.indexOf(mark);
  const end = bytes.indexOf(0, at);
  return at < 0 ? "" : bytes.toString("utf8", at + mark.length, end < 0 ? bytes.length : end);
};

const sentencesIn = (text: string): HeardFile["sentences"] =>
  text
    .split(/(?<=[.!?])\s+/)
    .filter((sentence) => sentence.trim() !== "")
    .map((sentence, index) => ({
      text: sentence,
      start: index * sentenceSeconds,
      end: (index + 1) * sentenceSeconds - 0.5,
    }));

const msOf = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** Hears a file: a WAV file by its tones, one of MP3 by its frames, another one by its mark. Undefined for what is no sound. */
export const hearFile = (bytes: Buffer): HeardFile | undefined => {
  if (!isSound(bytes)) return undefined;
  const wav = readWav(bytes);
  if (!wav) return { sentences: sentencesIn(hearMp3(bytes)?.text || markedText(bytes)), seconds: undefined };
  const { samples, sampleRate } = wav;
  return {
    sentences: hearTones(samples, sampleRate).map(({ text, startSeconds, endSeconds }) => ({
      text,
      start: msOf(startSeconds),
      end: msOf(endSeconds),
    })),
    seconds: msOf(samples.length / sampleRate),
  };
};
