import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { refuse } from "../../inputs/cleaners";
import { extraParameters } from "../../inputs/extraParameters";
import { fileNameCleaner } from "../../inputs/file";
import { nameOfFile } from "../../inputs/fileNames";
import { choiceInput, numberInput, textInput } from "../../inputs/kinds";
import { fileOf } from "../../text/bytesOf";
import { encodedBytes } from "../../text/encodedBytes";
import { fileFormat } from "../../text/fileFormat";
import { fieldsOf } from "../../text/isObject";

/** A recording as an earlier step gives it. */
export interface GivenRecording {
  bytes: Buffer;
  /** The name of its file, where the step gives one. */
  name: string | undefined;
}

/** No recording that models take is shorter. */
const leastBytes = 100;

/**
 * The bytes of a text that is a data URL or base64; undefined for any other. Words may look like base64 by chance: they
 * are few, or have spaces between them, and begin like no format.
 */
const bytesOfText = (text: string): Buffer | undefined => {
  const bytes = encodedBytes(text);
  const isCertain = /^\s{0,100}data:/i.test(text) || (bytes !== undefined && fileFormat(bytes) !== undefined);
  const isLikeWords = (bytes?.length ?? 0) < leastBytes || /\S[ \t]+\S/.test(text);
  return isCertain || !isLikeWords ? bytes : undefined;
};

const accepted = "Accepted is a recording of an earlier step, its base64 text, or a data URL.";

/**
 * Reads a recording: a file of an earlier step, base64 or a data URL. The bytes of a file are not copied.
 * @throws InputError with the label for anything else, such as an address.
 */
export const readGivenRecording = (label: string, value: unknown): GivenRecording => {
  if (typeof value === "string" && /^\s{0,100}https?:/i.test(value))
    return refuse(label, value, "Download it in a step before this one, and reference that step's file.");
  const { data } = fieldsOf(value);
  const bytes =
    typeof value === "string"
      ? bytesOfText(value)
      : (fileOf(value)?.bytes ?? (typeof data === "string" ? bytesOfText(data) : undefined));
  return bytes ? { bytes, name: nameOfFile(value) } : refuse(label, value, accepted);
};

/** Input for the recording. */
export const audio = input({
  label: "Audio",
  type: "data",
  required: true,
  comments: "A file of an earlier step, base64 or a data URL.",
  placeholder: "Reference a recording",
  example: "A reference to a file of an earlier step",
  clean: (value: unknown): GivenRecording => readGivenRecording("Audio", value),
});

/** Input for a text that helps to understand the recording. */
export const recordingPrompt = textInput({
  label: "Prompt",
  comments: "Names and spellings that occur.",
  placeholder: "Enter names and spellings",
  example: "Prismatic, Kubernetes",
});

/** Input for subtitles as a file. */
export const subtitles = choiceInput({
  label: "Subtitles",
  comments: "A file of them, where the model gives times.",
  placeholder: "Choose a format",
  example: "srt",
  choices: { none: "None", srt: "SRT", vtt: "VTT" },
});

/** Group of what is seldom set for a recording. */
export const audioSettings = structuredObjectInput({
  label: "Audio Settings",
  comments: "Seldom set.",
  inputs: {
    temperature: numberInput({
      label: "Temperature",
      comments: "0 to 1; 0 makes up the least.",
      example: "0",
      range: { min: 0, max: 1 },
    }),
    fileName: input({
      label: "File Name",
      type: "string",
      required: false,
      comments: "The name in the output.",
      placeholder: "Enter a file name",
      example: "call.mp3",
      clean: fileNameCleaner("File Name"),
    }),
    extraParameters,
  },
});
