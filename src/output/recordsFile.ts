import { anything, described, objectOf, orNull, text } from "./shape";

/** Property of the output of an action that gives records as a file as well. */
export const fileProperty = {
  file: described(
    "The records as a file, for a step that takes one; null without Output File",
    orNull(
      objectOf({
        data: anything<Buffer>("The bytes, in UTF-8"),
        contentType: text("text/csv or application/jsonl"),
        fileName: text(),
      }),
    ),
  ),
};
