import { sayInTones, toneSampleRate } from "./toneCode";
import { mp3Of } from "./toneMp3";
import { pcmOf, wavOf } from "./wavFile";

/** The formats in which the services speak. */
export const speechFormats = ["mp3", "opus", "aac", "flac", "wav", "pcm"] as const;
/** One of them. */
export type SpeechFormat = (typeof speechFormats)[number];

/** Samples of a frame of AAC. */
const aacSamples = 1024;

/** Frames of AAC without sound, each behind a header of its own (ADTS, 24 kHz, one channel). */
const aacOf = (sampleCount: number): Buffer => {
  const frame = Buffer.from([0xff, 0xf1, 0x58, 0x40, 0x01, 0x5f, 0xfc, 0, 0, 0]);
  return Buffer.concat(Array.from({ length: Math.ceil(sampleCount / aacSamples) }, () => frame));
};

/** The first block of a FLAC file, which says how long it is; nothing follows. */
const flacOf = (sampleCount: number): Buffer => {
  const info = Buffer.alloc(34);
  info.writeUInt16BE(4096, 0);
  info.writeUInt16BE(4096, 2);
  // 20 bits of samples a second, 3 of channels, 5 of bits, 36 of samples in all.
  info.writeBigUInt64BE((BigInt(toneSampleRate) << 44n) | (15n << 36n) | BigInt(sampleCount), 10);
  return Buffer.concat([Buffer.from("fLaC\x80\0\0\x22", "latin1"), info]);
};

const oggPage = (flags: number, position: bigint, body: Buffer): Buffer => {
  const head = Buffer.alloc(28);
  head.write("OggS", 0, "latin1");
  head.writeUInt8(flags, 5);
  head.writeBigUInt64LE(position, 6);
  head.writeUInt8(1, 26);
  head.writeUInt8(body.length, 27);
  return Buffer.concat([head, body]);
};

/** Opus in Ogg: the first and the last page alone, whose position is in samples at 48 kHz. */
const opusOf = (sampleCount: number): Buffer =>
  Buffer.concat([
    oggPage(2, 0n, Buffer.from("OpusHead\x01\x01\0\0\xc0\x5d\0\0\0\0\0", "latin1")),
    oggPage(4, BigInt(Math.round((sampleCount * 48_000) / toneSampleRate)), Buffer.from([0xf8, 0xff, 0xfe])),
  ]);

/** Said slower, what is said has a longer silence at its end; its tones stay, so that they are understood. */
const atSpeed = (samples: Int16Array, speed: number): Int16Array => {
  if (speed >= 1) return samples;
  const slow = new Int16Array(Math.round(samples.length / speed));
  slow.set(samples);
  return slow;
};

/**
 * A text as sound. WAV and PCM say it in tones, MP3 holds it in silent frames, and the other formats are as long as it
 * would be, and silent.
 */
export const encodeSpeech = (text: string, format: SpeechFormat, speed: number): Buffer => {
  const samples = atSpeed(sayInTones(text), speed);
  switch (format) {
    case "wav":
      return wavOf(samples, toneSampleRate, true);
    case "pcm":
      return pcmOf(samples);
    case "mp3":
      return mp3Of(text, (samples.length * 1000) / toneSampleRate);
    case "aac":
      return aacOf(samples.length);
    case "flac":
      return flacOf(samples.length);
    case "opus":
      return opusOf(samples.length);
  }
};
