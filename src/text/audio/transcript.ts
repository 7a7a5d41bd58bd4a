import { numberIn, textIn } from "../answerFields";
import { fieldsOf } from "../isObject";

/** A part of what was said. Times are seconds from the beginning; null where the service gave none. */
export interface TranscriptSegment {
  start: number | null;
  end: number | null;
  text: string;
  speaker?: string;
  /** How likely it is that nobody speaks, from 0 to 1. */
  noSpeech?: number;
}

/** A word that was said. */
export interface TranscriptWord {
  start: number | null;
  end: number | null;
  word: string;
}

/** What an answer says of a recording, or of a piece of it. */
export interface Transcript {
  text: string;
  /** Null where the answer has none. */
  segments: TranscriptSegment[] | null;
  words: TranscriptWord[] | null;
  /** As the service names it, such as "english" or "en". */
  language: string | null;
  durationSeconds: number | null;
}

/** No recording lasts so long: some 11 days. */
const mostSeconds = 1_000_000;

const timeIn = (value: unknown): number | null => {
  const seconds = numberIn(value);
  return seconds !== undefined && seconds >= 0 && seconds <= mostSeconds ? seconds : null;
};

/** A speaker's name, which is a number in some answers. */
const speakerIn = (value: unknown): string | undefined =>
  typeof value === "number" ? String(value) : textIn(value);

/** The entries of a list, null for no list. */
const entriesOf = <Entry>(
  list: unknown,
  read: (fields: Readonly<Record<string, unknown>>) => Entry | undefined,
): Entry[] | null => {
  if (!Array.isArray(list)) return null;
  return list.flatMap((entry: unknown) => {
    const known = read(fieldsOf(entry));
    return known === undefined ? [] : [known];
  });
};

const segmentOf = (fields: Readonly<Record<string, unknown>>): TranscriptSegment | undefined => {
  const text = textIn(fields["text"])?.trim();
  if (text === undefined) return undefined;
  const speaker = speakerIn(fields["speaker"]);
  const noSpeech = numberIn(fields["no_speech_prob"]);
  return {
    start: timeIn(fields["start"]),
    end: timeIn(fields["end"]),
    text,
    ...(speaker !== undefined && { speaker }),
    ...(noSpeech !== undefined && { noSpeech }),
  };
};

const wordOf = (fields: Readonly<Record<string, unknown>>): TranscriptWord | undefined => {
  const word = (textIn(fields["word"]) ?? textIn(fields["text"]))?.trim();
  return word === undefined
    ? undefined
    : { start: timeIn(fields["start"]), end: timeIn(fields["end"]), word };
};

/** The first of the languages of newer models, which may stand in objects. */
const firstLanguage = (languages: unknown): string | undefined => {
  const [first]: unknown[] = Array.isArray(languages) ? languages : [];
  return textIn(first) ?? textIn(fieldsOf(first)["code"]);
};

/**
 * Reads an answer with a transcript in any of its forms; undefined for one without a text. An empty text is one: nobody
 * spoke.
 */
export const readTranscript = (answer: unknown): Transcript | undefined => {
  const fields = typeof answer === "string" ? { text: answer } : fieldsOf(answer);
  const segments = entriesOf(fields["segments"], segmentOf);
  const { text } = fields;
  if (typeof text !== "string" && !segments) return undefined;
  return {
    text: typeof text === "string" ? text.trim() : (segments ?? []).map((segment) => segment.text).join(" "),
    segments,
    words: entriesOf(fields["words"], wordOf),
    language: textIn(fields["language"]) ?? firstLanguage(fields["languages"]) ?? null,
    durationSeconds: timeIn(fields["duration"]) ?? timeIn(fieldsOf(fields["usage"])["seconds"]),
  };
};
