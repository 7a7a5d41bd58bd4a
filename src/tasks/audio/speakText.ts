import type { SpeechCreateParams } from "openai/resources/audio/speech";
import type { Client } from "../../client/createClient";
import { AzureOpenAIError, addNote, isAzureOpenAIError, isOwnError } from "../../client/errors/errors";
import type { FallbackReport } from "../../client/fallback/fallback";
import { type Ask, type PacedAnswers, type PacedCalls, runPacedCalls } from "../../pacing/runPacedCalls";
import { joinSpeech } from "../../text/audio/joinSpeech";
import { isSpeechFormat, type SpeechFormat, speechFormats } from "../../text/audio/speechFormat";
import {
  charactersOf,
  estimatedSeconds,
  isCutShort,
  mostSpeechCharacters,
  speechParts,
} from "../../text/audio/speechParts";
import { speechSeconds } from "../../text/audio/speechSeconds";
import { durationInWords } from "../../text/durationInWords";
import { refuseInput } from "../../text/InputError";
import { readSpeech, type SpeechFile } from "./readSpeech";

/** What is spoken, and how. */
interface SpeechRun extends Omit<PacedCalls<string>, "noun" | "estimateTokens"> {
  text: string;
  /** Fields of the requests, apart from model and input. */
  settings: Omit<SpeechCreateParams, "model" | "input">;
}

/** A text as sound. */
export interface Speech extends SpeechFile {
  /** undefined where the file does not tell. */
  seconds: number | undefined;
  characters: number;
  /** Number of requests. */
  parts: number;
  /** Which deployment answered for the last part, where there are several. */
  fallback: FallbackReport | undefined;
}

/** What one part became. */
interface SpokenPart extends SpeechFile {
  fallback: FallbackReport | undefined;
}

/** The longest speech of a step: an hour of WAV is 173 MB, and twice as many while its parts are joined. */
const mostSeconds = 3600;

const joinedFormats = "Choose MP3, WAV or PCM";

/** Refuses a text that is too long for its format, or for a step. */
const checkLength = (text: string, format: SpeechFormat, speed: number | undefined): void => {
  const { name, isJoined } = speechFormats[format];
  const characters = charactersOf(text);
  if (!isJoined && characters > mostSpeechCharacters)
    refuseInput(
      "Output Format",
      `one request takes ${mostSpeechCharacters} characters of the ${characters} in Text, and files of ${name} can't be joined.`,
      `${joinedFormats}, or shorten Text.`,
    );
  const seconds = estimatedSeconds(text, speed);
  if (seconds > mostSeconds)
    refuseInput(
      "Text",
      `its ${characters} characters last about ${durationInWords(seconds * 1000)}, and a step speaks an hour at most.`,
      "Speak it in several steps, such as one for each chapter.",
    );
};

/** Tells of a part that failed, and of what was spoken and can't be given without it. */
const failedPart = (error: unknown, place: number, { results }: PacedAnswers<SpokenPart>): unknown => {
  if (results.length === 1 || !isOwnError(error)) return error;
  const spoken = results.filter((result) => result?.status === "succeeded").length;
  addNote(
    error,
    `This was part ${place + 1} of ${results.length}. Spoken were ${spoken}, which were paid for and are lost.`,
  );
  return error;
};

/** The parts in order. */
const wholeParts = (action: string, answers: PacedAnswers<SpokenPart>): SpokenPart[] => {
  const { results, warning, toldError } = answers;
  for (const [place, result] of results.entries())
    if (result?.status === "failed") throw failedPart(result.error, place, answers);
  return results.map((result) => {
    if (result?.status === "succeeded") return result.value;
    const { kind, retryAfterMs } = isAzureOpenAIError(toldError) ? toldError : { kind: "timeout" as const };
    throw new AzureOpenAIError(
      { what: `${action} has no whole speech. ${warning}` },
      { kind, attempts: 0, ...(retryAfterMs !== undefined && { retryAfterMs }) },
    );
  });
};

const unjoinable = (action: string, parts: readonly SpokenPart[]): AzureOpenAIError => {
  const names = [...new Set(parts.map(({ format }) => speechFormats[format].name))].join(" and ");
  return new AzureOpenAIError(
    {
      what: `${action} can't join ${parts.length} parts: the answers are ${names} of different kinds, or hold more than that.`,
      mend: `${joinedFormats}, use deployments of one model, or shorten Text to ${mostSpeechCharacters} characters.`,
    },
    { kind: "unexpectedResponse", status: 200, attempts: parts.length },
  );
};

const warnOfShortParts = (
  { warnings }: Client,
  texts: readonly string[],
  parts: readonly SpokenPart[],
  speed: number | undefined,
): void => {
  for (const [place, { data, format }] of parts.entries()) {
    const text = texts[place] ?? "";
    const seconds = speechSeconds(data, format);
    if (seconds !== undefined && isCutShort(text, seconds, speed))
      warnings.add(
        `Part ${place + 1} of ${parts.length} lasts ${seconds} s for ${charactersOf(text)} characters: words may be missing at its end.`,
      );
  }
};

/** The parts as one file, in the format of the first answer. */
const joinedFile = (
  { action, warnings }: Client,
  parts: readonly SpokenPart[],
  asked: SpeechFormat,
): SpeechFile => {
  const format = parts[0]?.format ?? asked;
  const { name } = speechFormats[format];
  if (format !== asked) warnings.add(`The answer is ${name} in place of ${speechFormats[asked].name}.`);
  const isAlike = parts.every((part) => part.format === format);
  const files = parts.map((part) => part.data);
  const data = isAlike ? joinSpeech(files, format) : undefined;
  if (!data) throw unjoinable(action, parts);
  return { data, format };
};

/**
 * Speaks a text of any length: in parts, several at a time, which are joined to one file.
 * @throws InputError for a text that is too long; what `runPacedCalls` throws; AzureOpenAIError where a part is missing.
 */
export const speakText = async ({ text, settings, ...calls }: SpeechRun): Promise<Speech> => {
  const { client } = calls;
  const { response_format: format, speed } = settings;
  const asked = isSpeechFormat(format) ? format : "mp3";
  checkLength(text, asked, speed);
  const texts = speechFormats[asked].isJoined ? await speechParts(text) : [text.trim()];
  const speak = async (input: string, ask: Ask): Promise<SpokenPart> => {
    const { answer, fallback } = await ask(async (openai, model) =>
      readSpeech(client, await openai.audio.speech.create({ ...settings, model, input }), asked),
    );
    return { ...answer, fallback };
  };
  const answers = await runPacedCalls(texts, speak, {
    ...calls,
    ...{ noun: "parts", isDivided: true, mostFailures: 1 },
    estimateTokens: (input) => Buffer.byteLength(input),
  });
  const parts = wholeParts(client.action, answers);
  warnOfShortParts(client, texts, parts, speed);
  const file = joinedFile(client, parts, asked);
  return {
    ...file,
    seconds: speechSeconds(file.data, file.format),
    characters: texts.reduce((sum, part) => sum + charactersOf(part), 0),
    parts: parts.length,
    fallback: parts.at(-1)?.fallback,
  };
};
