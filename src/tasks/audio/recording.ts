import { type AudioFormat, audioFormat } from "../../text/audio/audioFormat";
import { type CuttableSound, secondsOf } from "../../text/audio/CuttableSound";
import { filmTracks } from "../../text/audio/filmTracks";
import { mp3Sound } from "../../text/audio/mp3Sound";
import { readWavHead, wavSound } from "../../text/audio/wavSound";
import { refuseInput } from "../../text/InputError";

/** A recording that can be sent. */
export interface Recording {
  bytes: Buffer;
  format: AudioFormat;
  /** Present where the step can cut it. */
  sound?: CuttableSound | undefined;
  /** As its bytes say; undefined where they say nothing. */
  seconds: number | undefined;
  /** True for an MP4 in fragments, of which services may read the beginning alone. */
  isFragmented: boolean;
}

/** Shorter sound is refused (the services' own refusal, audio_too_short). */
const leastSeconds = 0.1;

type Measured = Pick<Recording, "format" | "sound" | "seconds">;

const measuredWav = (label: string, bytes: Buffer, format: AudioFormat): Measured => {
  const head = readWavHead(bytes);
  if (!head || head.end <= head.start)
    return refuseInput(label, "it is a WAV file without sound.", "Reference a recording that is not empty.");
  const seconds = head.bytesPerSecond > 0 ? (head.end - head.start) / head.bytesPerSecond : undefined;
  const sound = wavSound(bytes, head);
  if (sound) return { format, sound, seconds };
  const doubt = `Its sound is ${head.codec}: convert it to a WAV file with PCM, or to MP3 or M4A.`;
  return { format: { ...format, name: `a WAV file with ${head.codec}`, doubt }, seconds };
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
  const { format, sound, seconds } = measured(label, bytes, found);
  if (seconds !== undefined && seconds < leastSeconds)
    refuseInput(
      label,
      `it lasts ${seconds.toFixed(3)} s, and models take ${leastSeconds} s at least.`,
      "Reference a recording that is not empty.",
    );
  const { hasSound, isFragmented } = filmTracks(format.extension, bytes);
  if (hasSound === false)
    refuseInput(label, "it is a film without sound.", "Reference a recording, or a film with sound.");
  return { bytes, format, sound, seconds, isFragmented };
};
