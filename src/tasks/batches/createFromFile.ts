import type { Client } from "../../client/createClient";
import { optional } from "../../inputs/optional";
import { refuseIdle, requireOne } from "../../inputs/rivalInputs";
import { type CreatedOutput, createdOfFile } from "../../output/createdBatches";
import { createTurns } from "../../pacing/turns";
import { chatOperation } from "./batchRows";
import { failureOf, metadataWarning } from "./createBatches";
import { createFromRows, type RowSettings } from "./createFromRows";
import { type JsonLines, jsonLineRows } from "./jsonLineRows";
import { isUnreadFile, requestBatch } from "./requestBatch";
import { waitForFile } from "./waitForFile";

/** A file of ready lines, from the inputs. */
interface FileSource extends RowSettings {
  jsonLines?: JsonLines | undefined;
  inputFileId?: string | undefined;
  operation?: string | undefined;
}

const createFromUploaded = async (
  client: Client,
  inputFileId: string,
  { operation = chatOperation(client.endpoint), ...settings }: FileSource,
): Promise<CreatedOutput> => {
  const metadata = Object.fromEntries(settings.metadata ?? []);
  const file = { inputFileId, isFresh: false };
  const ask = () => requestBatch(client, file, operation, metadata);
  const { batch, hasMetadata } = await ask().catch(async (error: unknown) => {
    if (!isUnreadFile(error)) throw error;
    const uploaded = await client.withResource((openai) => openai.files.retrieve(inputFileId));
    const problem = await waitForFile(client, uploaded);
    if (problem) throw problem;
    return ask();
  });
  return createdOfFile(batch, inputFileId, {
    error: failureOf(client.action, batch),
    ...optional("warning", metadataWarning(metadata, hasMetadata)),
  });
};

/**
 * Creates batches of ready lines, or a batch of a file that the service already has.
 * @throws InputError with an input's label, before anything is sent; it names a line that can't be sent.
 */
export const createFromFile = async (client: Client, source: FileSource): Promise<CreatedOutput> => {
  const { jsonLines, inputFileId } = source;
  requireOne(["JSON Lines", jsonLines], ["Input File ID", inputFileId]);
  if (jsonLines !== undefined) {
    refuseIdle(["Operation", source.operation], "the JSON Lines name theirs");
    const nextTurn = createTurns(client);
    const rows = await jsonLineRows("JSON Lines", jsonLines, nextTurn);
    return createFromRows(client, { label: "JSON Lines", rows }, source, nextTurn);
  }
  const whole = "the file with the Input File ID is taken as it is";
  refuseIdle(["First Row", source.firstRow || undefined], whole);
  refuseIdle(["File Expiry (days)", source.fileExpiryDays], whole);
  refuseIdle(["Lines per Batch", source.linesPerBatch], whole);
  refuseIdle(["Megabytes per Batch", source.megabytesPerBatch], whole);
  return createFromUploaded(client, inputFileId ?? "", source);
};
