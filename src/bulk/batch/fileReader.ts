import type { Client } from "../../client/createClient";
import { isAddressable } from "../../text/isAddressable";

/**
 * Reads a file of the service line by line. False when there is none, or when the service does not hand it out:
 * it may be gone, or not be there yet.
 * @throws AzureOpenAIError or ConnectionError when the file can't be read for a reason that another file would meet.
 */
export type ReadFile = (fileId: unknown, openTake: () => (line: string) => void) => Promise<boolean>;

/** A way to read files, and what kept it from reading some of them. */
export interface FileReader {
  read: ReadFile;
  /** By the file's id. */
  problems: ReadonlyMap<string, Error>;
}

/** Refusals that are not about the file: of the credential, for the rate, for the time. */
const notOfTheFile = new Set([401, 408, 429]);

const isRefusedFile = (error: unknown): error is Error => {
  const { status = 0 } = error as { status?: number };
  return error instanceof Error && status >= 400 && status < 500 && !notOfTheFile.has(status);
};

/** A way to read files which asks once for each that the service does not hand out. */
export const fileReader = (client: Pick<Client, "readLines">): FileReader => {
  const problems = new Map<string, Error>();
  const read: ReadFile = async (fileId, openTake) => {
    // Azure writes "" where there is no file.
    const isFile = typeof fileId === "string" && fileId.trim() !== "" && isAddressable(fileId);
    if (!isFile || problems.has(fileId)) return false;
    try {
      await client.readLines(fileId, openTake);
      return true;
    } catch (error) {
      if (!isRefusedFile(error)) throw error;
      problems.set(fileId, error);
      return false;
    }
  };
  return { read, problems };
};
