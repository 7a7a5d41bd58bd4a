import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { cleanName, refuse } from "../../inputs/cleaners";
import { cleanId } from "../../inputs/cleanId";
import { cleanFileName, fileExpiryDays } from "../../inputs/file";
import { numberInput, optionally, pairsInput } from "../../inputs/kinds";
import { cleanMetadata } from "../../inputs/metadata";
import { prompts } from "../../inputs/prompts";
import { records } from "../../inputs/records";

/** Input for a list of prompts, for an action with other sources as well. */
export const optionalPrompts = optionally(prompts, {
  comments:
    "A JSON list of prompts, as Create Multiple Chat Completion takes it. Enter these or Records, not both.",
});

/** Input for a list of records, for an action with other sources as well. */
export const optionalRecords = optionally(records, {
  comments:
    "A list or file of an earlier step, or text: CSV with a header, JSON or JSON Lines. Each record fills in Prompt Template; without Messages.",
});

/** Input for the id of a file that the service already has. */
export const inputFileId = input({
  label: "Input File ID",
  type: "string",
  required: false,
  dataSource: "selectFile",
  comments: "The id of a batch file that was uploaded before. Enter this or JSON Lines, not both.",
  placeholder: "Enter a file id",
  example: "file-abc123",
  clean: cleanId("Input File ID", "Enter an id such as file-abc123."),
});

/** Input for the operation of an uploaded file's lines. */
export const batchOperation = input({
  label: "Operation",
  type: "string",
  required: false,
  comments:
    "The url on the lines of the file with the Input File ID; leave it empty beside JSON Lines. Empty means chat completions.",
  placeholder: "Enter a path",
  example: "/v1/responses",
  clean: (value: unknown): string | undefined => {
    const path = cleanName("Operation", "Enter a path such as /v1/chat/completions.")(value);
    return path === undefined || path.startsWith("/")
      ? path
      : refuse("Operation", value, "Enter a path such as /v1/chat/completions.");
  },
});

const mostPairs = 13;

/** Input for the builder's notes on a batch. */
const metadata = {
  ...pairsInput({
    label: "Metadata",
    keyLabel: "Name",
    comments: `Up to ${mostPairs} pairs to keep with the batch: names of up to 64 characters, values of up to 512. first_row and row_count are added.`,
    placeholder: "Enter a value",
    example: "source: nightly",
  }),
  clean: cleanMetadata(mostPairs),
};

/** Input for the name of the input file. */
const batchFileName = input({
  label: "File Name",
  type: "string",
  required: false,
  default: "batch.jsonl",
  comments: "The name of the input file at the service, ending in .jsonl. Several files are numbered.",
  placeholder: "Enter a file name",
  example: "nightly.jsonl",
  clean: (value: unknown): string | undefined => {
    const name = cleanFileName(value);
    return name === undefined || /\.jsonl$/i.test(name) ? name : `${name}.jsonl`;
  },
});

/** Input for the expiry of the input file, which is of no use once the batch has ended. */
const batchFileExpiry = {
  ...fileExpiryDays,
  comments:
    "After how many days the service deletes the file: 14 to 30 on Azure, 1 to 30 on OpenAI. Empty means 30; dated api-versions keep it.",
};

/** Input for the most lines of a batch. */
const linesPerBatch = numberInput({
  label: "Lines per Batch",
  comments:
    "More lines are split into several batches. Empty means the service's limit: 100,000 on Azure, 50,000 on OpenAI.",
  example: "20000",
  range: { min: 1, max: 1_000_000, isInteger: true },
});

/** Input for the most megabytes of a batch's file. */
const megabytesPerBatch = numberInput({
  label: "Megabytes per Batch",
  comments: "A larger file is split into several batches. Empty means the service's limit, 200.",
  example: "100",
  range: { min: 0.001, max: 1000 },
});

/** Group of settings for batches and their files, the same for every action that creates batches. */
export const batchSettings = structuredObjectInput({
  label: "Batch Settings",
  comments: "Notes to keep with a batch, and how its file is named, kept and split.",
  inputs: {
    metadata,
    fileName: batchFileName,
    fileExpiryDays: batchFileExpiry,
    linesPerBatch,
    megabytesPerBatch,
  },
});

/** Input for the index of the first row to read. */
export const firstRow = numberInput({
  label: "First Row",
  comments: "The place of the first row to take, from 0: nextRow of the run before, to go on where it ended.",
  example: "10000",
  range: { min: 0, max: 1_000_000_000, isInteger: true },
});

/** Input for the number of rows to read at once. */
export const rowLimit = numberInput({
  label: "Row Limit",
  default: "10000",
  comments: "How many rows to return at most; nextRow says where to go on.",
  example: "10000",
  range: { min: 1, max: 1_000_000, isInteger: true },
});
