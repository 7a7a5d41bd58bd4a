import { countsShape } from "../../output/counts";
import { itemErrorShape } from "../../output/itemError";
import { described, listOf, number, type Of, objectOf, orNull, text } from "../../output/shape";
import type { AddedFile } from "../../tasks/vectorStores/addFiles";

/** Properties of the output of files that went into a vector store. */
export const addedProperties = {
  results: described(
    "Each file in the order given: index, status, fileId, fileName, bytes and error",
    listOf(
      objectOf({
        index: number("Place in the files given, from 0"),
        status: text<AddedFile["status"]>("succeeded, failed, or remaining: not sent, or still being read"),
        fileId: orNull(text("Null where it was not uploaded")),
        fileName: orNull(text("As it was given; null for an id")),
        bytes: orNull(number("What it takes in the store; null until it was read")),
        error: itemErrorShape,
      }),
    ),
  ),
  counts: countsShape("files"),
  remaining: described(
    "The ids of files that are still to be added or read, as File IDs of a next step",
    listOf(text()),
  ),
  warning: orNull(text("What is missing, and what to do; null where all files were read")),
};

const shape = objectOf(addedProperties);

const files = (count: number): string => (count === 1 ? "1 file" : `${count} files`);

const warningOf = (added: readonly AddedFile[], reading: number, unsent: number): string | null => {
  const failed = added.filter(({ status }) => status === "failed").length;
  const parts = [
    ...(failed > 0 ? [`${files(failed)} of ${added.length} failed: see their error.`] : []),
    ...(reading > 0
      ? [`${files(reading)} of ${added.length} still to be read: give remaining to a next step as File IDs.`]
      : []),
    ...(unsent > 0 ? [`${files(unsent)} not sent for lack of time: give them to a next step.`] : []),
  ];
  return parts.length > 0 ? parts.join(" ") : null;
};

/** The output of files that went into a vector store. */
export const showAdded = (added: readonly AddedFile[]): Of<typeof shape> => {
  const withStatus = (status: AddedFile["status"]) => added.filter((file) => file.status === status);
  const left = withStatus("remaining");
  const remaining = [...new Set(left.flatMap(({ fileId }) => fileId ?? []))];
  const unsent = left.filter(({ fileId }) => fileId === null).length;
  return {
    results: added.map(({ status, fileId, fileName, bytes, error }, index) => ({
      ...{ index, status, fileId, fileName, bytes, error },
    })),
    counts: {
      total: added.length,
      succeeded: withStatus("succeeded").length,
      failed: withStatus("failed").length,
      remaining: left.length,
    },
    remaining,
    warning: warningOf(added, left.length - unsent, unsent),
  };
};

/** Example of files that went into a vector store. */
export const exampleAdded = showAdded([
  { status: "succeeded", fileId: "file-abc123", fileName: "Returns.PDF", bytes: 18_432, error: null },
  {
    status: "failed",
    fileId: null,
    fileName: "logo.png",
    bytes: null,
    error: {
      message:
        "Not sent: the file is a PNG image, and vector stores read texts, PDFs, Word and PowerPoint. Convert it to one of these.",
      kind: "rejected",
    },
  },
]);
