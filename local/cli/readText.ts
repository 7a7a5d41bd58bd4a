import { utf8Text } from "../../src/text/utf8Text";
import { textIn } from "../platform/readNamedFile";
import { UsageError } from "../platform/usageError";

/**
 * The text in bytes: UTF-8, or UTF-16 with a mark.
 * @param flag - that asked for it
 * @param source - the file in words
 * @throws UsageError for what is no text, or would be sent with wrong letters.
 */
export const readText = (flag: string, source: string, bytes: Buffer): string => {
  const read = utf8Text(bytes);
  if ("problem" in read) throw new UsageError(`${flag}: ${source}: ${read.problem}`);
  return textIn(read.bytes);
};
