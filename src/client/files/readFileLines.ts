import { LineReader } from "../../text/LineReader";
import type { Step } from "../call";
import { receiveFile } from "./receiveFile";

/** Told a line of a file. */
export type TakeLine = (line: string) => void;

/**
 * Reads the content of a file of the service line by line, never holding it whole. An attempt that breaks off is
 * followed by one from the start, for which a new taker is opened.
 * @throws what a taker throws; AzureOpenAIError or ConnectionError when the file can't be read.
 */
export const readFileLines = async (step: Step, fileId: string, openTake: () => TakeLine): Promise<void> => {
  let reader: LineReader | undefined;
  await receiveFile(step, fileId, () => {
    const opened = new LineReader(openTake());
    reader = opened;
    return (chunk) => opened.write(chunk);
  });
  reader?.end();
};
