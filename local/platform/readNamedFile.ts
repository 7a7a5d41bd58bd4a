import { readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import { UsageError } from "./usageError";

const unreadable = (code: unknown): string => {
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a directory";
  if (code === "EACCES") return "it may not be read";
  if (code === "ERR_FS_FILE_TOO_LARGE") return "it is larger than 2 GiB";
  return typeof code === "string" ? code : "it can't be read";
};

/**
 * Reads a file.
 * @param source - what named the file: an input, a variable
 * @throws UsageError with the source, the file and the reason.
 */
export const readNamedFile = (source: string, path: string, hint = ""): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    const place = isAbsolute(path) ? "" : ` in ${process.cwd()}`;
    throw new UsageError(
      `${source}: can't read "${path}"${place}: ${unreadable((error as NodeJS.ErrnoException).code)}.${hint}`,
    );
  }
};

/** The text in a file, a byte order mark taken off. */
export const textIn = (bytes: Buffer): string => bytes.toString("utf8").replace(/^\uFEFF/, "");
