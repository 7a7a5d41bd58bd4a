import { readMp3 } from "./mp3File";
import type { SpeechFormat } from "./speechFormat";
import { pcmLayout } from "./trimSilence";
import { readWav } from "./wavFile";

const opusSampleRate = 48_000;
const aacSampleRates = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
];
const aacSamples = 1024;

const wavSeconds = (file: Buffer): number | undefined => {
  const sound = readWav(file);
  return sound && (sound.end - sound.start) / sound.bytesPerSecond;
};

/** The last page of an Ogg file has the number of samples before its end. */
const opusSeconds = (file: Buffer): number | undefined => {
  const at = file.lastIndexOf("OggS");
  return at < 0 || at + 14 > file.length ? undefined : Number(file.readBigInt64LE(at + 6)) / opusSampleRate;
};

/** The first block of a FLAC file has the sample rate and the number of samples, which is 0 where it is unknown. */
const flacSeconds = (file: Buffer): number | undefined => {
  if (file.length < 26) return undefined;
  const sampleRate = file.readUIntBE(18, 3) >> 4;
  return ((file.readUInt8(21) & 15) * 2 ** 32 + file.readUInt32BE(22)) / sampleRate;
};

/** Each frame of AAC has its own length. */
const aacSeconds = (file: Buffer): number | undefined => {
  const sampleRate = aacSampleRates[((file[2] ?? 0) >> 2) & 15];
  let frames = 0;
  for (let at = 0; at + 7 <= file.length && file[at] === 0xff; frames += 1) {
    const byteLength = (file.readUIntBE(at + 3, 3) >> 5) & 0x1fff;
    if (byteLength < 7) return undefined;
    at += byteLength;
  }
  return sampleRate && (frames * aacSamples) / sampleRate;
};

const readers: Readonly<Record<SpeechFormat, (file: Buffer) => number | undefined>> = {
  mp3: (file) => readMp3(file)?.seconds,
  wav: wavSeconds,
  opus: opusSeconds,
  aac: aacSeconds,
  flac: flacSeconds,
  pcm: ({ length }) => length / pcmLayout.bytesPerSecond,
};

/** Length of speech in seconds; undefined where the file does not tell. */
export const speechSeconds = (file: Buffer, format: SpeechFormat): number | undefined => {
  const seconds = readers[format](file);
  return seconds !== undefined && Number.isFinite(seconds) && seconds > 0
    ? Math.round(seconds * 1000) / 1000
    : undefined;
};
