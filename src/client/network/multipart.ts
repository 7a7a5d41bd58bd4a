import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import FormData from "form-data";
import { wellFormedJson } from "../../text/wellFormedJson";
import type { StreamBody } from "./body";

/** A file of a multipart form. */
export interface FormFile {
  field: string;
  fileName: string;
  /** Derived from the file's name when absent. */
  contentType?: string | undefined;
  /** The bytes, or a stream of a known length. */
  data: Buffer | StreamBody;
}

/** A field's value without half characters (lone surrogates): JSON has them escaped, other texts get U+FFFD. */
const wellFormed = (value: string): string => (/^\s*[[{]/.test(value) ? wellFormedJson(value) : value);

/** The way in which form-data opens a part late. */
type OpenStream = (next: (stream: Readable) => void) => void;

/** A multipart form, ready to be sent. */
interface MultipartForm {
  contentType: string;
  body: StreamBody;
}

/**
 * Makes a multipart form of text fields and files. The files are streamed from their sources, again for each attempt,
 * and never copied together.
 */
export const multipartForm = (
  fields: ReadonlyArray<readonly [string, string]>,
  files: readonly FormFile[],
): MultipartForm => {
  const boundary = `form-${randomUUID()}`;
  const build = (): FormData => {
    const form = new FormData();
    form.setBoundary(boundary);
    for (const [name, value] of fields) form.append(name, wellFormed(value));
    for (const { field, fileName, contentType, data } of files) {
      const about = { filename: fileName, ...(contentType && { contentType }) };
      if (Buffer.isBuffer(data)) form.append(field, data, about);
      // form-data opens the stream when its turn comes, after it has asked for the form's length.
      else {
        const open: OpenStream = (next) => next(data.open());
        form.append(field, open, { ...about, knownLength: data.lengthBytes });
      }
    }
    return form;
  };
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: {
      lengthBytes: build().getLengthSync(),
      open: () => build() as unknown as ReturnType<StreamBody["open"]>,
    },
  };
};
