import type { Client } from "../../../client/createClient";
import { isOwnError } from "../../../client/errors/errors";

/** Told the lines of a file; true ends the reading. */
interface LineTaker {
  take(line: string): boolean;
}

/**
 * Reads a file line by line until its taker has enough.
 * @param open - makes, for each attempt, what is told the lines
 * @returns the taker of the attempt that came to an end.
 * @throws AzureOpenAIError or ConnectionError when the file can't be read.
 */
export const readUntil = async <Taker extends LineTaker>(
  client: Pick<Client, "readLines">,
  fileId: string,
  open: () => Taker,
): Promise<Taker> => {
  let taker = open();
  let hasEnough = false;
  try {
    await client.readLines(fileId, () => {
      const opened = open();
      taker = opened;
      return (line) => {
        // What had arrived before the end is told as well.
        hasEnough ||= opened.take(line);
        if (hasEnough) throw new Error("The rest of the file is not read.");
      };
    });
  } catch (error) {
    if (!hasEnough || isOwnError(error)) throw error;
  }
  return taker;
};
