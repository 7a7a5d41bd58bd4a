import type { Client } from "../../client/createClient";
import { optional } from "../../inputs/optional";
import { type CreatedOutput, createdOfFile } from "../../output/createdBatches";
import { failureOf, metadataWarning } from "./createBatches";
import { type BatchMetadata, requestBatch } from "./requestBatch";

/** What became of a batch of a file that the service had already. */
export const createOfFile = async (
  client: Client,
  inputFileId: string,
  operation: string,
  metadata: BatchMetadata,
): Promise<CreatedOutput> => {
  const file = { inputFileId, isFresh: false };
  const { batch, hasMetadata } = await requestBatch(client, file, operation, metadata);
  const warning = metadataWarning(metadata, hasMetadata);
  return createdOfFile(batch, inputFileId, {
    error: failureOf(client.action, batch),
    ...optional("warning", warning),
  });
};
