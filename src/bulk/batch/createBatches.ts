import type { Batch } from "openai/resources/batches";
import type { FileObject } from "openai/resources/files";
import type { Logger } from "../../client/call";
import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import type { Endpoint } from "../../client/endpoint";
import { isAzureOpenAIError } from "../../client/errors";
import type { BatchRows } from "./batchRows";
import { partBody } from "./partBody";
import type { BatchPart } from "./planParts";

const secondsPerDay = 86_400;

/**
 * When the service deletes an input file where nobody says otherwise: after 30 days, the longest that both services
 * take. A dated api-version may not know expiries, and gets none.
 */
export const usualFileExpirySeconds = ({ flavour }: Pick<Endpoint, "flavour">): number | undefined =>
  flavour === "dated" ? undefined : 30 * secondsPerDay;

/** What the batches of a step have in common. */
export interface BatchSettings {
  client: Client;
  /** The step's label and logger, for progress. */
  action: string;
  logger: Logger;
  /** Name of the files; with several, each gets its number. Ends in `.jsonl`. */
  fileName: string;
  metadata: Readonly<Record<string, string>>;
  /** After how many seconds the service deletes the input file; never when absent. */
  fileExpirySeconds?: number | undefined;
}

/** A batch that was created, and which rows it has. */
export interface CreatedBatch extends BatchPart {
  batch: Batch;
  inputFileId: string;
}

/** What came of a list of parts: the batches that exist, and the error that kept the others from it. */
export interface CreatedBatches {
  created: CreatedBatch[];
  error?: unknown;
}

/** Names under which a batch says which rows it has, for its results to be read. */
export const rowMetadata = { firstRow: "first_row", rowCount: "row_count" } as const;

const isOnItsWay = new Set(["pending", "running", "uploaded"]);
const firstLookMs = 1_000;
const longestLookMs = 10_000;
/** A server that never says "processed" is asked for the batch all the same: it knows best. */
const longestWaitMs = 120_000;

/** Waits until the service has read a file; Azure takes a moment, and refuses batches of it before. */
const waitUntilRead = async (client: Client, file: FileObject): Promise<void> => {
  const untilMs = clock.now() + Math.min(longestWaitMs, client.remainingMs() / 2);
  let status: string = file.status;
  for (let delayMs = firstLookMs; isOnItsWay.has(status?.toLowerCase()); delayMs *= 2) {
    const waitMs = Math.min(delayMs, longestLookMs);
    if (clock.now() + waitMs > untilMs) return;
    await clock.wait(waitMs);
    const { status: latest } = await client.withResource((openai) => openai.files.retrieve(file.id));
    status = latest;
  }
};

/** Says in an error which file was uploaded before it, so that it need not be uploaded again. */
const withFile = (error: unknown, { id }: FileObject): unknown => {
  if (isAzureOpenAIError(error)) {
    error.message = `${error.message} The file was uploaded as ${id}: enter that as Input File ID to use it.`;
  }
  return error;
};

const fileNameOf = (name: string, number: number, count: number): string =>
  count === 1 ? name : name.replace(/(\.jsonl)?$/i, `-${number}$&`);

const createOne = async (
  settings: BatchSettings,
  rows: BatchRows,
  part: BatchPart,
  fileName: string,
): Promise<CreatedBatch> => {
  const { client, metadata, fileExpirySeconds } = settings;
  const file = await client.upload({
    fileName,
    purpose: "batch",
    data: partBody(rows, part),
    expiresAfterSeconds: fileExpirySeconds,
  });
  try {
    await waitUntilRead(client, file);
    const batch = await createBatch(client, file.id, rows.endpoint, {
      ...metadata,
      ...(rows.hasRowIds && {
        [rowMetadata.firstRow]: String(part.firstRow),
        [rowMetadata.rowCount]: String(part.rowCount),
      }),
    });
    return { ...part, batch, inputFileId: file.id };
  } catch (error) {
    throw withFile(error, file);
  }
};

/** Creates a batch of a file that the service has. */
export const createBatch = (
  client: Client,
  inputFileId: string,
  endpoint: string,
  metadata: Readonly<Record<string, string>>,
): Promise<Batch> =>
  client.withResource((openai) =>
    openai.batches.create({
      input_file_id: inputFileId,
      // The SDK lists the endpoints of OpenAI; Azure's dated ones are shorter.
      endpoint: endpoint as "/v1/chat/completions",
      completion_window: "24h",
      ...(Object.keys(metadata).length > 0 && { metadata }),
    }),
  );

/**
 * Uploads the parts and creates their batches, one after the other. What exists already is returned even when a
 * later part fails.
 * @throws the error of the first part, when nothing was created.
 */
export const createBatches = async (
  rows: BatchRows,
  parts: readonly BatchPart[],
  settings: BatchSettings,
): Promise<CreatedBatches> => {
  const created: CreatedBatch[] = [];
  for (const [index, part] of parts.entries()) {
    try {
      const fileName = fileNameOf(settings.fileName, index + 1, parts.length);
      created.push(await createOne(settings, rows, part, fileName));
    } catch (error) {
      if (created.length === 0) throw error;
      return { created, error };
    }
    settings.logger.info(
      `${settings.action}: batch ${index + 1} of ${parts.length} was created, ${part.rowCount} rows.`,
    );
  }
  return { created };
};
