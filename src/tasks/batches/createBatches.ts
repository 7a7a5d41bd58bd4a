import type { Batch } from "openai/resources/batches";
import type { FileObject } from "openai/resources/files";
import type { Client } from "../../client/createClient";
import { doubtOf } from "../../client/errors/creationDoubt";
import { AzureOpenAIError, addNote, isOwnError } from "../../client/errors/errors";
import { expirySeconds } from "../../inputs/file";
import { batchEnd, batchSummary } from "../../output/batchSummary";
import type { CreatedBatch, CreatedBatches } from "../../output/createdBatches";
import { answeredObject } from "./answeredObject";
import type { BatchRows } from "./batchRows";
import { partBody } from "./partBody";
import type { BatchPart } from "./planParts";
import { type BatchMetadata, type RequestedBatch, requestBatch } from "./requestBatch";
import { rowMetadata } from "./rowMetadata";
import { batchFailure } from "./rowWithoutLine";
import { waitForFile } from "./waitForFile";

/** Settings that all batches of a step share. */
interface BatchSettings {
  client: Client;
  /** Name of the files, which ends in `.jsonl`; several files get numbers. */
  fileName: string;
  /** The builder's notes. Undefined for a service that accepts no metadata, not even the rows of the batch. */
  metadata: BatchMetadata | undefined;
  /** Days after which the service deletes the input file; absent for the most that it is known to accept. */
  fileExpiryDays?: number | undefined;
}

/** Adds to an error which file was uploaded, so that it need not be uploaded again. */
const withFile = (error: unknown, { id }: FileObject, operation: string): unknown => {
  if (isOwnError(error)) {
    addNote(
      error,
      `The file was uploaded as ${id}: enter that as Input File ID of Create Batch from File, and ${operation} as its Operation, to use it.`,
    );
  }
  return error;
};

/** The error of a batch that failed at once; undefined for any other batch. */
export const failureOf = (action: string, batch: Batch): AzureOpenAIError | undefined => {
  if (batchEnd(batch) !== "failed") return undefined;
  const reason = batchFailure(batch) ?? "The batch failed, and the service does not say why.";
  const code = batchSummary(batch).errors[0]?.code;
  const facts = { kind: "rejected", attempts: 1, ...(code && { code }) } as const;
  const what = `${action} created ${batch.id}, which failed at once.`;
  return new AzureOpenAIError({ what, sentence: reason }, facts);
};

const fileNameOf = (name: string, number: number, count: number): string =>
  count === 1 ? name : name.replace(/(\.jsonl)?$/i, `-${number}$&`);

const rowsIn = ({ firstRow, rowCount }: BatchPart): BatchMetadata => ({
  [rowMetadata.firstRow]: String(firstRow),
  [rowMetadata.rowCount]: String(rowCount),
});

const createOne = async (
  settings: BatchSettings,
  rows: BatchRows,
  part: BatchPart,
  fileName: string,
): Promise<CreatedBatch & RequestedBatch> => {
  const { client, metadata, fileExpiryDays } = settings;
  const { action, endpoint } = client;
  const data = partBody(rows, part);
  const uploaded = await client.upload({
    fileName,
    purpose: "batch",
    data,
    expiresAfterSeconds: expirySeconds(fileExpiryDays ?? endpoint.limits.usualFileDays, endpoint.limits),
  });
  const file = answeredObject(action, "file", uploaded, doubtOf({ method: "POST" }, "/files"));
  let problem: AzureOpenAIError | undefined;
  try {
    problem = await waitForFile(client, file);
    if (!problem) {
      const requested = await requestBatch(
        client,
        { inputFileId: file.id, isFresh: true },
        rows.operation,
        metadata && { ...metadata, ...(rows.hasRowIds && rowsIn(part)) },
      );
      return { ...part, ...requested, inputFileId: file.id };
    }
  } catch (error) {
    throw withFile(error, file, rows.operation);
  }
  throw problem;
};

/** The warning that the service accepted no metadata; undefined where all of it was the connector's. */
export const metadataWarning = (
  metadata: BatchMetadata | undefined,
  hasMetadata: boolean,
): string | undefined =>
  Object.keys(metadata ?? {}).length > 0 && !hasMetadata
    ? "The service takes no metadata with a batch: what Metadata says was left out."
    : undefined;

/**
 * Uploads the parts and creates their batches, one after the other. Where a later part fails, the batches created so
 * far are returned.
 * @throws the error of the first part, when no batch was created.
 */
export const createBatches = async (
  rows: BatchRows,
  parts: readonly BatchPart[],
  settings: BatchSettings,
): Promise<CreatedBatches> => {
  const found: CreatedBatches & { created: CreatedBatch[] } = { created: [] };
  let { metadata } = settings;
  for (const [index, part] of parts.entries()) {
    try {
      const fileName = fileNameOf(settings.fileName, index + 1, parts.length);
      const { hasMetadata, ...batch } = await createOne({ ...settings, metadata }, rows, part, fileName);
      const warning = metadataWarning(metadata, hasMetadata);
      if (warning) Object.assign(found, { warning });
      if (!hasMetadata) metadata = undefined;
      const failure = failureOf(settings.client.action, batch.batch);
      if (failure) return { ...found, failed: batch, error: failure };
      found.created.push(batch);
    } catch (error) {
      if (found.created.length === 0) throw error;
      return { ...found, error };
    }
    settings.client.logger.info(
      `${settings.client.action}: batch ${index + 1} of ${parts.length} was created, ${part.rowCount} rows.`,
    );
  }
  return found;
};
