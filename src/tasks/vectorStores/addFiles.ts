import type { FileBatchCreateParams } from "openai/resources/vector-stores/file-batches";
import type { Client } from "../../client/createClient";
import { attachFiles } from "./attachFiles";
import { awaitFiles } from "./awaitFiles";
import { storedFiles } from "./storedFiles";
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
  const ids = new Set(files.flatMap((file) => ("fileId" in file ? [file.fileId] : [])));
  const given = new Map([...known].filter(([id]) => ids.has(id)));
  const stored =
    given.size > 0 ? await storedFiles(client, vectorStoreId, given) : new Map<string, FileState>();
  const states = new Map<string, FileState>([...known.keys()].map((id) => [id, stored.get(id) ?? stillRead]));
  const batchIds = await attachFiles(
    [...known.values()].filter(({ fileId }) => !stored.has(fileId)),
    { client, vectorStoreId, chunking, states, hasUploaded: known.size > ids.size },
  );
  await awaitFiles({ client, vectorStoreId, states, waits }, batchIds);
  return uploaded.map(({ fileId, failure }, index) => ({
    fileId,
    fileName: files[index]?.name ?? null,
    ...(failure ?? states.get(fileId ?? "") ?? stillRead),
  }));
};
