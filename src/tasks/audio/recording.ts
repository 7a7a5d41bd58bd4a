import { type AudioFormat, audioFormat } from "../../text/audio/audioFormat";
import { type CuttableSound, secondsOf } from "../../text/audio/CuttableSound";
import { filmTracks } from "../../text/audio/filmTracks";
import { mp3Sound } from "../../text/audio/mp3Sound";
import { readWav } from "../../text/audio/wavFile";
import { codecOf, wavSound } from "../../text/audio/wavSound";
import { refuseInput } from "../../text/InputError";

/** A recording that can be sent. */
export interface Recording {
  bytes: Buffer;
  format: AudioFormat;
  /** Present where the step can cut it. */
  sound?: CuttableSound | undefined;
  /** As its bytes say; undefined where they say nothing. */
  seconds: number | undefined;
  /** True for a WAV file whose head is not plain, or says nothing of its size: it is sent with a new one. */
  isRewritten?: boolean;
  /** True for an MP4 in fragments, of which services may read the beginning alone. */
  isFragmented: boolean;
}

/** Shorter sound is refused (the services' own refusal, audio_too_short). */
const leastSeconds = 0.1;

type Measured = Pick<Recording, "format" | "sound" | "seconds" | "isRewritten">;

const measuredWav = (label: string, bytes: Buffer, format: AudioFormat): Measured => {
  const wav = readWav(bytes);
  if (!wav || wav.end <= wav.start)
    return refuseInput(label, "it is a WAV file without sound.", "Reference a recording that is not empty.");
  const seconds = wav.bytesPerSecond > 0 ? (wav.end - wav.start) / wav.bytesPerSecond : undefined;
  const sound = wavSound(bytes, wav);
  const isPlain = wav.hasTrueSize && bytes.toString("latin1", 0, 4) === "RIFF";
  if (sound) return { format, sound, seconds, isRewritten: !isPlain };
  const codec = codecOf(wav);
  const doubt = `Its sound is ${codec}: convert it to a WAV file with PCM, or to MP3 or M4A.`;
  return { format: { ...format, name: `a WAV file with ${codec}`, doubt }, seconds };
};

const measured = (label: string, bytes: Buffer, format: AudioFormat): Measured => {
  if (format.extension === "wav") return measuredWav(label, bytes, format);
  const sound = format.extension === "mp3" ? mp3Sound(bytes) : undefined;
  return { format, sound, seconds: sound && secondsOf(sound) };
};

/**
 * Finds out by its bytes what a recording is.
 * @param label - of the input that it stands in
 * @throws InputError for anything that is no recording, for an empty one, and for a film without sound.
 */
export const readRecording = (label: string, bytes: Buffer, fileName?: string): Recording => {
  if (bytes.length === 0) refuseInput(label, "it is empty.", "Reference a recording.");
  const found = audioFormat(bytes, fileName);
  if ("problem" in found) return refuseInput(label, found.problem, found.mend);
  const known = measured(label, bytes, found);
  const { format, seconds } = known;
  if (seconds !== undefined && seconds < leastSeconds)
    refuseInput(
      label,
      `it lasts ${seconds.toFixed(3)} s, and models take ${leastSeconds} s at least.`,
      "Reference a recording that is not empty.",
    );
  const { hasSound, isFragmented } = filmTracks(format.extension, bytes);
  if (hasSound === false)
    refuseInput(label, "it is a film without sound.", "Reference a recording, or a film with sound.");
  return { ...known, bytes, isFragmented };
};
