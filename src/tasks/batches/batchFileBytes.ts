import { utf8OfBytes } from "../../inputs/textOfBytes";
import { fileFormat } from "../../text/fileFormat";
import { isUtf16 } from "../../text/isUtf16";

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The bytes of a batch's file as the service accepts them: UTF-8 without a byte order mark (its batch reference). The
 * service itself names another reason when it refuses a batch for these. Lines that are not UTF-8 are refused later,
 * with their number.
 * @throws InputError with the label for UTF-16 without a byte order mark, and for an archive, a document or an image.
 */
export const batchFileBytes = (label: string, bytes: Buffer): Buffer => {
  const kind = fileFormat(bytes);
  if (isUtf16(bytes) || (kind && !kind.isText)) {
    return utf8OfBytes(label, bytes);
  }
  return bytes.subarray(0, mark.length).equals(mark) ? bytes.subarray(mark.length) : bytes;
};
