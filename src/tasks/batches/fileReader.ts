import type { Client } from "../../client/createClient";
import { isOwnError, type OwnError } from "../../client/errors/errors";
import { isAddressable } from "../../text/isAddressable";

/**
 * Reads a file of the service line by line. False when there is none, or when it can't be read to its end: the lines
 * that were taken by then were whole.
 */
export type ReadFile = (fileId: unknown, openTake: () => (line: string) => void) => Promise<boolean>;

/** A way to read files, and what kept it from reading some of them. */
export interface FileReader {
  read: ReadFile;
  /** By the file's id. */
  problems: ReadonlyMap<string, OwnError>;
}

/** Refusals that are not about the file: of the credential, for the rate, for the time. */
const notOfTheFile = new Set([401, 408, 429]);

/** True for a refusal of a file that is not handed out: it may be gone, or not be there yet. */
export const isRefusedFile = ({ status = 0 }: OwnError): boolean =>
  status >= 400 && status < 500 && !notOfTheFile.has(status);

/** A way to read files which asks once for each that can't be read. */
export const fileReader = (client: Pick<Client, "readLines">): FileReader => {
  const problems = new Map<string, OwnError>();
  const read: ReadFile = async (fileId, openTake) => {
    // Azure writes "" where there is no file.
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
