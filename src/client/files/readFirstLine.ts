import { LineReader } from "../../text/LineReader";
import type { Step } from "../call";
import { clock } from "../clock";
import { receiveFile } from "./receiveFile";

/** Of a file, so much is read at most, and for so long. */
const mostBytes = 1_000_000;
const mostMs = 10_000;
/** Of the step's time, the share that a look into a file may take. */
const mostShare = 0.25;

/**
 * Reads the first line of a file that is not blank, no more than it needs and for some seconds at most; undefined where
 * there is none, or it is too long.
 * @throws AzureOpenAIError or ConnectionError when the file can't be read in the time.
 */
export const readFirstLine = async (step: Step, fileId: string): Promise<string | undefined> => {
  let line: string | undefined;
  let reader: LineReader | undefined;
  let hasEnough = false;
  const openReceiver = () => {
    let bytes = 0;
    const opened = new LineReader((text) => {
      line ??= text;
    });
    reader = opened;
    return (chunk: Buffer) => {
      // What had arrived before the end is handed on as well.
      if (hasEnough) return;
      opened.write(chunk);
      bytes += chunk.length;
      hasEnough = line !== undefined || bytes >= mostBytes;
      if (hasEnough) throw new Error("The rest of the file is not read.");
    };
  };
  const now = clock.now();
  const deadlineMs = now + Math.min(mostMs, mostShare * (step.deadlineMs - now));
  try {
    await receiveFile({ ...step, deadlineMs }, fileId, openReceiver);
    reader?.end();
  } catch (error) {
    if (!hasEnough) throw error;
  }
  return line;
};
