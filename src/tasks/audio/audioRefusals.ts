import { AzureOpenAIError, addNote, isAzureOpenAIError } from "../../client/errors/errors";
import type { AudioFormat } from "../../text/audio/audioFormat";
import { durationInWords } from "../../text/durationInWords";

/** Seconds below the limit at which pieces end: encoding may add to their length. */
const belowLimit = 10;
const tooLong = /duration ([\d.]{1,20}) seconds is longer than ([\d.]{1,20}) seconds/i;

/** The seconds that pieces for a model may last, from its refusal of a longer recording; undefined for other errors. */
export const secondsAllowed = (error: unknown): number | undefined => {
  const [, , limit = ""] = tooLong.exec(isAzureOpenAIError(error) ? (error.sentence ?? "") : "") ?? [];
  return Number(limit) > 2 * belowLimit ? Number(limit) - belowLimit : undefined;
};

const isAboutContent = /file format|not support the format|corrupted|could not be decoded|invalid file/i;

/** A refusal with what to do about the recording. */
export const advisedRefusal = (error: unknown, format: AudioFormat): unknown => {
  if (!isAzureOpenAIError(error)) return error;
  const allowed = secondsAllowed(error);
  if (allowed !== undefined)
    addNote(
      error,
      `Cut the recording into pieces of ${durationInWords(allowed * 1000)} at most, or give it as MP3, or as WAV with PCM, which the step cuts by itself.`,
    );
  else if (isAboutContent.test(error.sentence ?? ""))
    addNote(
      error,
      format.doubt ??
        `It was sent as ${format.name}, which its bytes show: its content may be damaged. All models take MP3, M4A and WAV.`,
    );
  return error;
};

/** The error of an answer without a text. */
export const withoutText = (action: string): AzureOpenAIError =>
  new AzureOpenAIError(
    { what: `${action} got an answer without a text.`, mend: "Run the step again, or choose another model." },
    { kind: "unexpectedResponse", status: 200, attempts: 1 },
  );
