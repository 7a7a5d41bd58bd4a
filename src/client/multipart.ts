import { randomUUID } from "node:crypto";
import FormData from "form-data";
import type { StreamBody } from "./call";

/** A file of a multipart form. */
export interface FormFile {
  field: string;
  fileName: string;
  contentType: string;
  data: Buffer;
}

/** A multipart form ready to be sent. */
export interface MultipartForm {
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
    for (const [name, value] of fields) form.append(name, value);
    for (const { field, fileName, contentType, data } of files) {
      form.append(field, data, { filename: fileName, contentType });
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
