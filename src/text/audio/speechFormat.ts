import { isText } from "./isText";
import { soundContainer } from "./soundContainer";

/** The formats of generated speech, with what a file of each is called. */
export const speechFormats = {
  mp3: { name: "MP3", contentType: "audio/mpeg", extension: "mp3", isJoined: true },
  wav: { name: "WAV", contentType: "audio/wav", extension: "wav", isJoined: true },
  // Services that read sound know Opus in Ogg by this ending alone.
  opus: { name: "Opus", contentType: "audio/ogg", extension: "ogg", isJoined: false },
  aac: { name: "AAC", contentType: "audio/aac", extension: "aac", isJoined: false },
  flac: { name: "FLAC", contentType: "audio/flac", extension: "flac", isJoined: false },
  pcm: { name: "PCM", contentType: "audio/pcm", extension: "pcm", isJoined: true },
} as const;

/** The format of generated speech. */
export type SpeechFormat = keyof typeof speechFormats;

/** True for the name of a format. */
export const isSpeechFormat = (value: unknown): value is SpeechFormat =>
  typeof value === "string" && Object.hasOwn(speechFormats, value);

/**
 * The format that the bytes show; undefined where they show none. Bare samples show nothing: they are PCM where that
 * was asked for.
 */
export const speechFormatOf = (bytes: Buffer, asked: SpeechFormat): SpeechFormat | undefined => {
  const container = soundContainer(bytes);
  // Two samples may look like the beginning of a frame.
  const isSamples = asked === "pcm" && (container === undefined || bytes[0] === 0xff);
  if (isSamples) return bytes.length >= 2 && !isText(bytes) ? "pcm" : undefined;
  return container === "ogg" ? "opus" : container;
};
