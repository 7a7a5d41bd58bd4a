import { isUtf16 } from "../../text/isUtf16";

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The bytes of a batch's file as the service takes them: UTF-8 without a byte order mark, by its batch reference,
 * which names another reason when it refuses a batch for one.
 * @throws Error when the file is in UTF-16.
 */
export const batchFileBytes = (bytes: Buffer): Buffer => {
  if (isUtf16(bytes)) {
    throw new Error("File: it is in UTF-16, and the service reads batches in UTF-8. Save it as UTF-8.");
  }
  return bytes.subarray(0, mark.length).equals(mark) ? bytes.subarray(mark.length) : bytes;
};
