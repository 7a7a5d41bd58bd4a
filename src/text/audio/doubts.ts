import { durationInWords } from "../durationInWords";
import { wordsIn } from "./joinTranscripts";
import type { Transcript, TranscriptSegment } from "./transcript";

/** From this probability of silence on, a text is more likely made up than heard (the default of Whisper). */
const suspectFrom = 0.6;

/** True for a segment that may be made up: nobody seems to speak in it. */
export const isSuspect = ({ noSpeech }: TranscriptSegment): boolean =>
  noSpeech !== undefined && noSpeech >= suspectFrom;

const comparable = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The end of a recording without words that is worth a word. */
const longEnd = { seconds: 30, share: 0.2 };
/** Slower speech than this is rare in a recording of more than a minute. */
const fewWords = { perMinute: 20, fromSeconds: 60 };

const lastEnd = ({ segments, words }: Transcript): number | undefined => {
  const ends = [...(segments ?? []), ...(words ?? [])].flatMap(({ end }) => (end === null ? [] : [end]));
  // A spread of a long list would take more arguments than there may be.
  return ends.length === 0 ? undefined : ends.reduce((latest, end) => Math.max(latest, end));
};

/** What the end of the words, or their number, says against a transcript; undefined for nothing. */
const gapOf = (transcript: Transcript, durationSeconds: number | null): string | undefined => {
  if (durationSeconds === null || transcript.text === "") return undefined;
  const end = lastEnd(transcript);
  const whole = durationInWords(durationSeconds * 1000);
  if (end !== undefined)
    return durationSeconds - end > Math.max(longEnd.seconds, longEnd.share * durationSeconds)
      ? `The last words end after ${durationInWords(end * 1000)} of ${whole}: the rest may be silence, or was left out.`
      : undefined;
  const words = wordsIn(transcript.text);
  return durationSeconds >= fewWords.fromSeconds && words < (fewWords.perMinute * durationSeconds) / 60
    ? `There ${words === 1 ? "is only 1 word" : `are only ${words} words`} in ${whole}: the rest may be silence, or was left out.`
    : undefined;
};

/** What makes a transcript doubtful, a sentence for each. */
export const doubtsOf = (
  transcript: Transcript,
  { prompt, durationSeconds }: { prompt: string | undefined; durationSeconds: number | null },
): string[] => {
  const { text, segments } = transcript;
  const suspects = segments?.filter(isSuspect).length ?? 0;
  const isEcho = prompt !== undefined && comparable(text) !== "" && comparable(text) === comparable(prompt);
  return [
    ...(text === "" ? ["No words were heard in the recording."] : []),
    ...(suspects > 0
      ? [
          `${suspects} of ${segments?.length} segments may be made up: nobody seems to speak in them (suspect).`,
        ]
      : []),
    ...(isEcho
      ? ["The transcript is the prompt itself, as models answer to unclear or silent recordings."]
      : []),
    ...[gapOf(transcript, durationSeconds)].filter((sentence) => sentence !== undefined),
  ];
};
