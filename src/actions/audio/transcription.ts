import { fallbackShape } from "../../output/fallback";
import { itemError, itemErrorShape } from "../../output/itemError";
import {
  anything,
  described,
  flag,
  listOf,
  number,
  type Of,
  objectOf,
  optionally,
  orNull,
  text,
} from "../../output/shape";
import { type PricesInput, UsageCounter, usageProperties } from "../../output/usage";
import { warningsProperty } from "../../output/warnings";
import type { HeardRecording } from "../../tasks/audio/hearRecording";
import type { TranscribedRecording } from "../../tasks/audio/transcribeRecording";

const times = { start: orNull(number("Seconds from the beginning")), end: orNull(number("Seconds")) };

/** Shape of the output: what is said in a recording. */
export const transcriptionShape = objectOf({
  output_text: text("What is said"),
  segments: orNull(
    described(
      "Its parts, or null",
      listOf(
        objectOf({
          ...times,
          text: text(),
          speaker: orNull(text("Such as A, or 2-A in the second piece of a cut recording")),
          suspect: flag("True where nobody seems to speak, so that the text may be made up"),
        }),
      ),
    ),
  ),
  words: orNull(described("Each word", listOf(objectOf({ ...times, word: text() })))),
  speakers: orNull(described("Who speaks, how long", listOf(objectOf({ name: text(), seconds: number() })))),
  language: orNull(text("ISO code")),
  durationSeconds: orNull(number("Its length")),
  subtitles: orNull(
    described(
      "A file, or null",
      objectOf({ data: anything<Buffer>("The bytes"), contentType: text(), fileName: text() }),
    ),
  ),
  fileName: text("Its name"),
  missing: described(
    "Pieces that failed",
    listOf(objectOf({ start: number(), end: orNull(number()), error: itemErrorShape })),
  ),
  ...usageProperties,
  warning: orNull(text("Why, or null")),
  ...warningsProperty,
  fallback: optionally(fallbackShape),
  answers: described("The service's, by piece", listOf(anything("As the service gives it"))),
});

/** The output: what is said in a recording. */
type Transcription = Of<typeof transcriptionShape>;

const missingOf = ({ missing }: TranscribedRecording): Transcription["missing"] =>
  missing.map(({ piece, error }) => ({
    start: piece.startSeconds,
    end: piece.endSeconds ?? null,
    error: error === undefined ? null : itemError(error),
  }));

const warningOf = ({ missing, pieceCount, warning }: TranscribedRecording): string | null => {
  const failed = missing.find(({ error }) => error !== undefined);
  if (!failed) return warning;
  const told = `The text lacks ${missing.length} of ${pieceCount} pieces of the recording. ${itemError(failed.error).message}`;
  return [warning, told].filter((sentence) => sentence !== null).join(" ");
};

/** Makes the output: the transcript, what is missing of it, tokens and cost, and the service's answers. */
export const showTranscription = (
  { shown, transcribed, fileName }: HeardRecording,
  { usage, prices }: { usage: UsageCounter; prices: PricesInput },
): Transcription => ({
  ...shown,
  fileName,
  missing: missingOf(transcribed),
  ...usage.shown(prices),
  warning: warningOf(transcribed),
  warnings: [],
  ...(transcribed.fallback && { fallback: transcribed.fallback }),
  answers: transcribed.answers,
});

const exampleText = "Hello, this is the harbor office.";
const counted = new UsageCounter();
counted.add({ input_tokens: 31, output_tokens: 12, total_tokens: 43 });

/** Example of the output. */
export const exampleTranscription = showTranscription(
  {
    fileName: "call.mp3",
    shown: {
      output_text: exampleText,
      segments: [{ start: 0.2, end: 2.9, text: exampleText, speaker: null, suspect: false }],
      words: null,
      speakers: null,
      language: "en",
      durationSeconds: 3.1,
      subtitles: null,
    },
    transcribed: {
      transcript: {
        text: exampleText,
        segments: null,
        words: null,
        language: "english",
        durationSeconds: 3.1,
      },
      answers: [{ text: exampleText, language: "english", duration: 3.1 }],
      missing: [],
      pieceCount: 1,
      warning: null,
    },
  },
  { usage: counted, prices: { inputPrice: 2.5, outputPrice: 10 } },
);
