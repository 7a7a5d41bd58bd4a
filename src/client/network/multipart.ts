import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import FormData from "form-data";
import { wellFormedJson } from "../../text/wellFormedJson";
import type { StreamBody } from "./body";

/** A file of a multipart form. */
export interface FormFile {
  field: string;
  fileName: string;
  /** By the file's name when absent. */
  contentType?: string | undefined;
  /** The bytes, or a stream of a known length. */
  data: Buffer | StreamBody;
}

/** A field without half characters: those of JSON are escaped, all others become U+FFFD as bytes. */
const wellFormed = (value: string): string => (/^\s*[[{]/.test(value) ? wellFormedJson(value) : value);

/** How form-data takes a part that is opened late. */
type OpenStream = (next: (stream: Readable) => void) => void;

/** A multipart form ready to be sent. */
interface MultipartForm {
  contentType: string;
  body: StreamBody;
}

/**
 * A multipart form of text fields and files. The files are streamed from where they are, and anew for each
 * attempt: nothing is copied together.
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
      // A stream is opened when its turn comes: the length of the form is asked for before.
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
