import { readFileSync } from "node:fs";
import { extname, isAbsolute } from "node:path";
import { oneLine, UsageError } from "../platform/usageError";

/** A file as an earlier step gives it. */
export interface FileValue {
  data: Buffer;
  contentType: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  ".csv": "text/csv",
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".jsonl": "application/jsonl",
  ".md": "text/markdown",
  ".mp3": "audio/mpeg",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".txt": "text/plain",
  ".wav": "audio/wav",
  ".webp": "image/webp",
};

/** The extension of files of a type, such as `.png`; `.bin` when it is not known. */
export const extensionOf = (contentType: string): string => {
  const type = contentType.split(";")[0]?.trim().toLowerCase();
  return Object.entries(contentTypes).find(([, known]) => known === type)?.[0] ?? ".bin";
};

const unreadable = (code: unknown): string => {
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a directory";
  if (code === "EACCES") return "it may not be read";
  if (code === "ERR_FS_FILE_TOO_LARGE") return "it is larger than 2 GiB";
  return typeof code === "string" ? code : "it can't be read";
};

/**
 * Reads a file that a flag names.
 * @throws UsageError that names the flag, the file and the reason.
 */
export const readNamedFile = (flag: string, path: string, hint = ""): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    const place = isAbsolute(path) ? "" : ` in ${process.cwd()}`;
    throw new UsageError(
      `${flag}: can't read "${path}"${place}: ${unreadable((error as NodeJS.ErrnoException).code)}.${hint}`,
    );
  }
};

/** The text in a file, a byte order mark taken off. */
export const textIn = (bytes: Buffer): string => bytes.toString("utf8").replace(/^\uFEFF/, "");

/**
 * What a value on the command line stands for: `@path` for a file or the text in it, `@-` for standard input, `@@…`
 *  * that begins with @, all else for itself.
 * @param standardInput - what stood there, where a value asks for it
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
    return takesFile
      ? { data: standardInput, contentType: "application/octet-stream" }
      : textIn(standardInput);
  }
  const bytes = readNamedFile(
    flag,
    path,
    " A value that begins with @ names a file; write @@ for a plain @.",
  );
  if (!takesFile) return textIn(bytes);
  return {
    data: bytes,
    contentType: contentTypes[extname(path).toLowerCase()] ?? "application/octet-stream",
  };
};

/**
 * A JSON object from a file.
 * @throws UsageError that names the source and the place of the mistake.
 */
export const parseInputObject = (source: string, bytes: Buffer): Record<string, unknown> => {
  let value: unknown;
  try {
    value = JSON.parse(textIn(bytes));
  } catch (error) {
    throw new UsageError(`--input: ${source} is not JSON: ${oneLine(error)}.`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new UsageError(
      `--input: ${source} is not a JSON object. Write the inputs by key, for example {"model": "gpt-5.4"}.`,
    );
  }
  return value as Record<string, unknown>;
};
