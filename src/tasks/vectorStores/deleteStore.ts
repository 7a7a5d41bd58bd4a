import type { VectorStoreDeleted } from "openai/resources/vector-stores/vector-stores";
import type { Client } from "../../client/createClient";
import {
  addNote,
  ifReadable,
  isAzureOpenAIError,
  isOwnError,
  readableError,
} from "../../client/errors/errors";
import { type ItemError, itemError } from "../../output/itemError";
import { runOrdered, type Settled } from "../../pacing/runOrdered";
import { textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { readPages } from "../lists/readPages";

/** A file that is still at the service, and why where it was to be deleted. */
interface LeftFile {
  fileId: string;
  error: ItemError | null;
}

/** What a deletion did. */
interface DeletedStore {
  answer: VectorStoreDeleted;
  deletedFiles: string[];
  leftFiles: LeftFile[];
  /** False where the files could not be listed, and were not to be deleted. */
  isListed: boolean;
}

const concurrency = 5;

const filesOf = async (client: Client, vectorStoreId: string): Promise<string[]> => {
  const { entries } = await readPages({
    ask: (after) =>
      client.withResource((openai) =>
        openai.vectorStores.files.list(vectorStoreId, { limit: 100, ...(after !== undefined && { after }) }),
      ),
    isEnough: () => false,
  });
  return entries.flatMap((entry) => textIn(fieldsOf(entry)["id"]) ?? []);
};

/** Deletes something, also where it is gone already. */
const gone = async (remove: () => Promise<unknown>): Promise<void> => {
  try {
    await remove();
  } catch (error) {
    if (!isAzureOpenAIError(error) || error.status !== 404) throw error;
  }
};

/** Detaches a file before it is deleted: a store goes on listing and counting one that is gone. */
const deleteFile = async (client: Client, vectorStoreId: string, fileId: string): Promise<void> => {
  await gone(() =>
    client.withResource((openai) =>
      openai.vectorStores.files.delete(fileId, { vector_store_id: vectorStoreId }),
    ),
  );
  await gone(() => client.withResource((openai) => openai.files.delete(fileId)));
};

const errorOf = (result: Settled<void> | undefined): ItemError | null =>
  result?.status === "failed" ? itemError(result.error) : null;

/** The error of a deletion, with how far it came. */
const withProgress = (client: Client, thrown: unknown, deleted: number, total: number): Error => {
  const error = readableError(thrown, client.action);
  if (isOwnError(error) && deleted > 0)
    addNote(error, `${deleted} of its ${total} files were deleted before; run the step again for the rest.`);
  return error;
};

/**
 * Deletes a vector store, and its files as well where asked for. While files are left for lack of time, the store
 * stays, so that the step can go on with it.
 * @throws AzureOpenAIError or ConnectionError when the store is not deleted, with how far the step came.
 */
export const deleteStore = async (
  client: Client,
  vectorStoreId: string,
  deletesFiles: boolean,
): Promise<DeletedStore> => {
  const list = () => filesOf(client, vectorStoreId);
  // Files that stay are listed for the builder alone: that may fail.
  const listed = deletesFiles ? await list() : await ifReadable(list);
  const fileIds = listed ?? [];
  const results = deletesFiles
    ? await runOrdered(fileIds, (fileId) => deleteFile(client, vectorStoreId, fileId), {
        concurrency,
        mayStart: () => client.remainingMs() > 0,
        judge: () => (client.remainingMs() <= 0 ? "unfinished" : "failed"),
      })
    : [];
  const deletedFiles = fileIds.filter((_id, index) => results[index]?.status === "succeeded");
  try {
    const answer = await client.withResource((openai) => openai.vectorStores.delete(vectorStoreId));
    const leftFiles = fileIds.flatMap((fileId, index) =>
      results[index]?.status === "succeeded" ? [] : [{ fileId, error: errorOf(results[index]) }],
    );
    return { answer, deletedFiles, leftFiles, isListed: listed !== undefined };
  } catch (thrown) {
    throw withProgress(client, thrown, deletedFiles.length, fileIds.length);
  }
};
