import { LineReader } from "../text/LineReader";
import type { Step } from "./call";
import { receiveFile } from "./receiveFile";

/** Told a line of a file. */
export type TakeLine = (line: string) => void;

/** The lines of one attempt. What a taker throws ends the reading, but not in the middle of the network's work. */
class Reading {
  failure: { error: unknown } | undefined;
  readonly reader: LineReader;

  constructor(take: TakeLine) {
    this.reader = new LineReader((line) => {
      if (this.failure) return;
      try {
        take(line);
      } catch (error) {
        this.failure = { error };
      }
    });
  }
}

/**
 * Reads the content of a file of the service line by line, never holding it whole. An attempt that breaks off is
 * followed by one from the start, for which a new taker is opened.
 * @throws what a taker throws; AzureOpenAIError or ConnectionError when the file can't be read.
 */
export const readFileLines = async (step: Step, fileId: string, openTake: () => TakeLine): Promise<void> => {
  let reading: Reading | undefined;
  await receiveFile(step, fileId, () => {
    const take = openTake();
    const opened = new Reading(take);
    reading = opened;
    return (chunk) => opened.reader.write(chunk);
  });
  reading?.reader.end();
  if (reading?.failure) throw reading.failure.error;
};
