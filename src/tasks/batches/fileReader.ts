import type { Client } from "../../client/createClient";
import { isOwnError, type OwnError } from "../../client/errors/errors";
import { isAddressable } from "../../text/isAddressable";

/**
 * Reads a file of the service line by line. False when there is no file, or it can't be read to its end: the lines
 * received by then were complete.
 */
export type ReadFile = (fileId: unknown, openTake: () => (line: string) => void) => Promise<boolean>;

/** Reads files, and notes why some can't be read. */
export interface FileReader {
  read: ReadFile;
  /** Errors by file id. */
  problems: ReadonlyMap<string, OwnError>;
}

/** Statuses of refusals that are not about the file: of the credential, for time, for rate. */
const notOfTheFile = new Set([401, 408, 429]);

/** True for the refusal of a file: it may be deleted, or not exist yet. */
export const isRefusedFile = ({ status = 0 }: OwnError): boolean =>
  status >= 400 && status < 500 && !notOfTheFile.has(status);

/** Makes a reader that requests a file only once if it can't be read. */
export const fileReader = (client: Pick<Client, "readLines">): FileReader => {
  const problems = new Map<string, OwnError>();
  const read: ReadFile = async (fileId, openTake) => {
    // Azure has "" where there is no file.
    const isFile = typeof fileId === "string" && fileId.trim() !== "" && isAddressable(fileId);
    if (!isFile || problems.has(fileId)) return false;
    try {
      await client.readLines(fileId, openTake);
      return true;
    } catch (error) {
      if (!isOwnError(error)) throw error;
      problems.set(fileId, error);
      return false;
    }
  };
  return { read, problems };
};
