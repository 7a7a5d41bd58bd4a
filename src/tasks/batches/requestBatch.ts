import type { Batch } from "openai/resources/batches";
import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import { doubtOf } from "../../client/errors/creationDoubt";
import { isAzureOpenAIError } from "../../client/errors/errors";
import { answeredObject } from "./answeredObject";

/** Notes that the service keeps with a batch. */
export type BatchMetadata = Readonly<Record<string, string>>;

/** A requested batch. */
export interface RequestedBatch {
  batch: Batch;
  /** False when the service refused the metadata, and the batch was created without. */
  hasMetadata: boolean;
}

const unknownFileWaitsMs = [1_000, 2_000, 4_000];

/** True for a refusal because the service has not read the file yet. */
export const isUnreadFile = (error: unknown): boolean =>
  isAzureOpenAIError(error) &&
  error.status === 400 &&
  /\bfile\b.{0,200}\bnot (?:yet )?(?:been )?(?:ready|processed)\b/is.test(error.sentence ?? "");

/** True for a refusal because the service does not know the file yet. */
const isUnknownFile = (error: unknown, fileId: string): boolean => {
  if (!isAzureOpenAIError(error) || (error.status !== 404 && error.status !== 400)) return false;
  const words = `${error.param ?? ""} ${error.code ?? ""} ${error.sentence ?? ""}`;
  const isAboutFile = error.param === "input_file_id" || words.includes(fileId) || /\bfile\b/i.test(words);
  return isAboutFile && (error.status === 404 || /not (?:be )?found|does not exist|not ready/i.test(words));
};

/** True for a refusal of the metadata. By the specification of Azure's v1 API, batches have none. */
const isRefusedMetadata = (error: unknown): boolean =>
  isAzureOpenAIError(error) &&
  error.kind === "rejected" &&
  /metadata/i.test(`${error.param ?? ""} ${error.sentence ?? ""}`);

const request = async (
  client: Client,
  inputFileId: string,
  operation: string,
  metadata: BatchMetadata,
): Promise<Batch> =>
  client.withResource((openai) =>
    openai.batches.create({
      input_file_id: inputFileId,
      // The SDK's type has OpenAI's names; those of Azure's dated versions are shorter.
      endpoint: operation as "/v1/chat/completions",
      completion_window: "24h",
      ...(Object.keys(metadata).length > 0 && { metadata }),
    }),
  );

/** Repeats the request where the refusal says that the file is unknown: nothing was created then. */
const requestKnown = async (
  client: Client,
  inputFileId: string,
  operation: string,
  metadata: BatchMetadata,
): Promise<Batch> => {
  for (const waitMs of unknownFileWaitsMs) {
    try {
      return await request(client, inputFileId, operation, metadata);
    } catch (error) {
      if (!isUnknownFile(error, inputFileId) || client.remainingMs() <= waitMs) throw error;
      await clock.wait(waitMs, client.signal);
    }
  }
  return request(client, inputFileId, operation, metadata);
};

const answeredBatch = (action: string, batch: Batch, fileId: string): Batch => {
  const body = JSON.stringify({ input_file_id: fileId });
  return answeredObject(action, "batch", batch, doubtOf({ method: "POST", body }, "/batches"));
};

/**
 * Creates a batch of an uploaded file. Where the service refuses metadata, the request is repeated without.
 * @param file - `isFresh` when it was just uploaded, so that parts of the service may not know it yet
 * @throws AzureOpenAIError or ConnectionError when the batch was not created, or it is unknown whether it was.
 */
export const requestBatch = async (
  client: Client,
  file: { inputFileId: string; isFresh: boolean },
  operation: string,
  metadata: BatchMetadata | undefined,
): Promise<RequestedBatch> => {
  const ask = file.isFresh ? requestKnown : request;
  const hasAny = Object.keys(metadata ?? {}).length > 0;
  try {
    const batch = await ask(client, file.inputFileId, operation, metadata ?? {});
    return { batch: answeredBatch(client.action, batch, file.inputFileId), hasMetadata: true };
  } catch (error) {
    if (!hasAny || !isRefusedMetadata(error)) throw error;
  }
  const batch = await ask(client, file.inputFileId, operation, {});
  return { batch: answeredBatch(client.action, batch, file.inputFileId), hasMetadata: false };
};
