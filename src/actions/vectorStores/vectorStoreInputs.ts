import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { cleanEntries } from "../../inputs/cleaners";
import { objectInput } from "../../inputs/jsonInput";
import { flagInput, idInput, numberInput } from "../../inputs/kinds";
import { type SettingsOf, settingsOf } from "../../inputs/settingsOf";
import type { StoreFile } from "../../tasks/vectorStores/storeFile";
import { readAt, refuseInput } from "../../text/InputError";
import { isAddressable } from "../../text/isAddressable";
import { readAttributes } from "../../text/vectorStores/attributes";

/** Input for the id of a vector store. */
export const vectorStoreId = idInput({
  label: "Vector Store ID",
  dataSource: "selectVectorStore",
  comments: "The id of the vector store, as Create Vector Store or List Vector Stores show it.",
  placeholder: "Enter the id of a vector store",
  example: "vs_abc123",
  hint: "Enter an id such as vs_abc123.",
});

/** Input for files that were uploaded before. */
export const fileIds = input({
  label: "File IDs",
  type: "string",
  collection: "valuelist",
  required: false,
  comments:
    "Uploaded files (purpose Assistants). One that the store has with these attributes is not added again.",
  placeholder: "Enter a file id",
  example: "file-abc123",
  clean: cleanEntries("File IDs", 10_000, {
    read: (entry) => (isAddressable(entry) ? entry : undefined),
    accepted: "Enter ids such as file-abc123.",
  }),
});

/** Input for whether the step waits for the service to read the files. */
export const waitUntilRead = flagInput({
  label: "Wait until Read",
  default: "true",
  comments: "When true, the step waits until the service has read the files, within its Total Timeout.",
});

/** Input for the attributes of all files of a step. */
export const attributes = objectInput({
  label: "Attributes (JSON)",
  comments: "What Filters find the files by, up to 16. Numbers without quotes can be compared as numbers.",
  placeholder: "Enter a JSON object",
  example: '{"customer": "acme", "year": 2026}',
});

const size = { min: 100, max: 4096, byDefault: 800 };

/** Group of how files are cut into passages. */
export const chunking = structuredObjectInput({
  label: "Chunking",
  comments: "How the files are cut into passages. Empty leaves it to the service.",
  inputs: {
    chunkTokens: numberInput({
      label: "Passage Length (tokens)",
      comments: "The most tokens of a passage. Empty means 800.",
      example: "800",
      range: { ...size, isInteger: true },
    }),
    overlapTokens: numberInput({
      label: "Overlap (tokens)",
      comments: "How many tokens two passages share, up to half of their length. Empty means half.",
      example: "400",
      range: { min: 0, max: size.max / 2, isInteger: true },
    }),
  },
});

/** How files are cut, in the services' form; undefined leaves it to the service. */
export const chunkingOf = (group: SettingsOf<typeof chunking>) => {
  const { chunkTokens, overlapTokens } = settingsOf(chunking, group);
  if (chunkTokens === undefined && overlapTokens === undefined) return undefined;
  const length = chunkTokens ?? size.byDefault;
  const most = Math.floor(length / 2);
  const overlap = overlapTokens ?? most;
  if (overlap > most)
    refuseInput(
      chunking.inputs.overlapTokens.label,
      `${overlap} is more than half of ${length}.`,
      `Enter ${most} at most.`,
    );
  return {
    type: "static" as const,
    static: { max_chunk_size_tokens: length, chunk_overlap_tokens: overlap },
  };
};

/** What a step adds, by its inputs. */
interface GivenFiles {
  files?: readonly StoreFile[] | undefined;
  fileIds?: readonly string[] | undefined;
  attributes?: object | undefined;
}

/**
 * The files of a step in their order, each with the attributes of all and its own.
 * @throws InputError when there is none, or one has more attributes than the services take.
 */
export const givenFiles = ({
  files = [],
  fileIds: ids = [],
  attributes: shared,
}: GivenFiles): StoreFile[] => {
  const common = readAttributes(attributes.label, shared);
  const given = [...files, ...ids.map((fileId): StoreFile => ({ fileId, name: null, attributes: {} }))];
  if (given.length === 0)
    refuseInput("Files", "it is empty, and so is File IDs.", "Fill in one of them, or both.");
  return given.map((file, index) => ({
    ...file,
    attributes: readAt(`file ${index + 1}`, () =>
      readAttributes(attributes.label, { ...common, ...file.attributes }),
    ),
  }));
};
