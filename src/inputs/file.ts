import { input } from "@prismatic-io/spectral";
import { type Limits, openAILimits } from "../client/endpoint/limits";
import { fileOf } from "../text/bytesOf";
import { cleanName, refuse } from "./cleaners";
import { sendableContentType } from "./contentType";
import { idInput, numberInput, requiredChoiceInput } from "./kinds";

/** A file to upload. */
interface FileInput {
  data: Buffer;
  /** The content type given by the step that made it. */
  contentType?: string;
}

const label = "File";

/**
 * Reads a file of an earlier step, or a text as a file. The bytes are not copied.
 * @throws InputError with the label when it is empty or not a file.
 */
const cleanFile = (value: unknown): FileInput => {
  const { data, contentType } = (value ?? {}) as { data?: unknown; contentType?: unknown };
  const text = [value, data].find((one) => typeof one === "string");
  const bytes = fileOf(value)?.bytes ?? (text === undefined ? undefined : Buffer.from(text));
  const isBlank = text !== undefined && text.trim() === "";
  if (!bytes || bytes.length === 0 || isBlank) {
    const given = bytes ? "" : value;
    return refuse(label, given, "Reference a file of an earlier step, or enter its text.");
  }
  const type = sendableContentType(contentType);
  return { data: bytes, ...(type && { contentType: type }) };
};

/** Input for the file to upload. */
export const file = input({
  label,
  type: "data",
  required: true,
  comments: "The file: a reference to a file of an earlier step, or text.",
  placeholder: "Reference a file or enter text",
  example: "A reference to a file of an earlier step",
  clean: cleanFile,
});

/** Quotes and control characters would end the name in the form that carries the file. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const unfitCharacters = /["\u0000-\u001f\u007f-\u009f]/;

/** Makes the cleaner of a file name: of a path, the last part. */
export const fileNameCleaner =
  (label: string) =>
  (value: unknown): string | undefined => {
    const name = cleanName(label)(value)?.split(/[/\\]/).at(-1);
    return name && unfitCharacters.test(name)
      ? refuse(label, value, "Enter a name without quotes and line breaks.")
      : name;
  };

/** Cleans a file name: of a path, the last part. */
export const cleanFileName = fileNameCleaner("File Name");

/** Input for the file's name at the service. */
export const fileName = input({
  label: "File Name",
  type: "string",
  required: true,
  comments: "The name of the file at the service, with its extension. Files of JSON lines end in .jsonl.",
  placeholder: "Enter a file name",
  example: "prompts.jsonl",
  clean: (value: unknown): string =>
    cleanFileName(value) || refuse("File Name", value, "Enter a name such as prompts.jsonl."),
});

/** Input for the file's purpose. Azure knows the first four. */
export const filePurpose = requiredChoiceInput({
  label: "Purpose",
  default: "batch",
  comments: "What the file is for. User Data and Vision are for OpenAI alone: on Azure, choose Assistants.",
  placeholder: "Choose a purpose",
  example: "batch",
  choices: {
    batch: "Batch",
    "fine-tune": "Fine-Tuning",
    assistants: "Assistants",
    evals: "Evaluations",
    user_data: "User Data",
    vision: "Vision",
  },
});

/** Input for the id of a file. */
export const fileId = idInput({
  label: "File ID",
  dataSource: "selectFile",
  comments: "The id of the file, as Upload File or List Files show it.",
  placeholder: "Enter a file id",
  example: "file-abc123",
  hint: "Enter an id such as file-abc123.",
});

const secondsPerDay = 86_400;

/** Input for the days after which the service deletes the file. */
export const fileExpiryDays = numberInput({
  label: "File Expiry (days)",
  comments:
    "After how many days the service deletes the file: 14 to 30 on Azure, 1 to 30 on OpenAI. Empty keeps it.",
  placeholder: "Enter a number of days",
  example: "30",
  range: { min: openAILimits.leastFileDays, max: openAILimits.mostFileDays },
});

/**
 * The expiry in seconds; undefined for none.
 * @throws InputError with the label for an expiry that Azure refuses.
 */
export const expirySeconds = (
  days: number | undefined,
  { leastFileDays, mostFileDays }: Limits,
): number | undefined => {
  if (days === undefined) return undefined;
  if (days < leastFileDays) {
    refuse(
      fileExpiryDays.label,
      days,
      `Azure keeps files for ${leastFileDays} days at least: enter a number from ${leastFileDays} to ${mostFileDays}.`,
    );
  }
  return Math.round(days * secondsPerDay);
};
