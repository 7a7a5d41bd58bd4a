import type { FileBatchCreateParams } from "openai/resources/vector-stores/file-batches";
import type { Client } from "../../client/createClient";
import { ifReadable } from "../../client/errors/errors";
import { textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { readPages } from "../lists/readPages";
import { attachFiles } from "./attachFiles";
import { awaitFiles } from "./awaitFiles";
import { type FileState, type KnownFile, type StoreFile, stillRead } from "./storeFile";
import { uploadFiles } from "./uploadFiles";

/** The files of a step, and how they go into a store. */
interface Addition {
  vectorStoreId: string;
  files: readonly StoreFile[];
  chunking: FileBatchCreateParams["chunking_strategy"];
  /** False ends the step once the files are attached. */
  waits: boolean;
}

/** How a file of a step ended. */
export interface AddedFile extends FileState {
  /** Null where it was not uploaded. */
  fileId: string | null;
  /** Null where the step was given an id alone. */
  fileName: string | null;
}

/** Ids of files that an earlier step attached and the service still reads: attaching them anew would begin anew. */
const readAlready = async (client: Client, vectorStoreId: string): Promise<Set<string>> => {
  const read = await ifReadable(() =>
    readPages({
      ask: (after) =>
        client.withResource((openai) =>
          openai.vectorStores.files.list(vectorStoreId, {
            filter: "in_progress",
            limit: 100,
            ...(after !== undefined && { after }),
          }),
        ),
      isEnough: () => false,
    }),
  );
  return new Set((read?.entries ?? []).flatMap((entry) => textIn(fieldsOf(entry)["id"]) ?? []));
};

/**
 * Uploads files where they are bytes, attaches them to a vector store, and waits until the service has read them, or
 * the step's time is up.
 * @returns how each ended, in their order
 * @throws ConnectionError when nothing could be done because of the connection.
 */
export const addFiles = async (
  client: Client,
  { vectorStoreId, files, chunking, waits }: Addition,
): Promise<AddedFile[]> => {
  const uploaded = await uploadFiles(client, files);
  // One id is attached once, however often it was given.
  const known = new Map<string, KnownFile>();
  for (const [index, { fileId }] of uploaded.entries())
    if (fileId !== null && !known.has(fileId))
      known.set(fileId, { fileId, attributes: files[index]?.attributes ?? {} });
  const states = new Map<string, FileState>([...known.keys()].map((id) => [id, stillRead]));
  const isGiven = files.some((file) => "fileId" in file);
  const earlier = isGiven ? await readAlready(client, vectorStoreId) : new Set<string>();
  const batchIds = await attachFiles(
    [...known.values()].filter(({ fileId }) => !earlier.has(fileId)),
    { client, vectorStoreId, chunking, states },
  );
  await awaitFiles({ client, vectorStoreId, states, waits }, batchIds);
  return uploaded.map(({ fileId, failure }, index) => ({
    fileId,
    fileName: files[index]?.name ?? null,
    ...(failure ?? states.get(fileId ?? "") ?? stillRead),
  }));
};
