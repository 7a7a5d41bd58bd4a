import { LineReader } from "../../text/LineReader";
import type { Step } from "../call";
import { receiveFile } from "./receiveFile";

/** Is called with each line of a file. */
export type TakeLine = (line: string) => void;

/**
 * Reads a file of the service line by line, without holding it whole. When an attempt breaks off, the next one starts
 * from the beginning with a new `TakeLine`.
 * @throws what `TakeLine` throws; AzureOpenAIError or ConnectionError when the file can't be read.
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
