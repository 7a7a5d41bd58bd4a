import { type FileValue, fileValue } from "../platform/fileValue";
import { isRecord } from "../platform/isRecord";
import { readNamedFile } from "../platform/readNamedFile";
import { UsageError } from "../platform/usageError";
import { oneLine } from "./exit";
import { readText } from "./readText";

/**
 * Reads a value of the command line: `@path` is a file or its text, `@-` standard input, `@@…` a text that begins with
 * @; anything else is the text itself.
 * @param standardInput - reads standard input, where a value needs it
 * @throws UsageError for a file that can't be read, and for a lone dash, which other programs take for standard input.
 */
export const readValue = (
  flag: string,
  text: string,
  takesFile: boolean,
  standardInput: Buffer = Buffer.alloc(0),
): string | FileValue => {
  if (text === "-") {
    throw new UsageError(
      `${flag}: - alone would be sent as the text. Write ${flag} @- to read standard input.`,
    );
  }
  if (!text.startsWith("@")) return text;
  if (text.startsWith("@@")) return text.slice(1);
  const path = text.slice(1);
  if (path === "-") {
    return takesFile ? fileValue(standardInput) : readText(flag, "standard input", standardInput);
  }
  const bytes = readNamedFile(
    flag,
    path,
    " A value that begins with @ names a file; write @@ for a plain @.",
  );
  return takesFile ? fileValue(bytes, path) : readText(flag, `"${path}"`, bytes);
};

/**
 * A JSON object from a file.
 * @throws UsageError that names the source and the place of the mistake.
 */
export const parseInputObject = (source: string, bytes: Buffer): Record<string, unknown> => {
  const text = readText("--input", source, bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--input: ${source} is not JSON: ${oneLine(error)}.`);
  }
  if (!isRecord(value)) {
    throw new UsageError(
      `--input: ${source} is not a JSON object. Write the inputs by key, for example {"model": "gpt-5.4"}.`,
    );
  }
  return value;
};
