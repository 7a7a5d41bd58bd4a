import type { VectorStore, VectorStoreCreateParams } from "openai/resources/vector-stores/vector-stores";
import type { Client } from "../../client/createClient";
import { doubtOf } from "../../client/errors/creationDoubt";
import { addNote, ifReadable, isOwnError, readableError } from "../../client/errors/errors";
import { answeredObject } from "../batches/answeredObject";
import { type AddedFile, addFiles } from "./addFiles";
import type { StoreFile } from "./storeFile";

/** What a vector store is made of. */
interface NewStore {
  body: VectorStoreCreateParams;
  files: readonly StoreFile[];
  chunking: VectorStoreCreateParams["chunking_strategy"];
  waits: boolean;
}

/** The error with the id of the store that was made before it. */
const withStore = (client: Client, thrown: unknown, id: string): Error => {
  const error = readableError(thrown, client.action);
  if (isOwnError(error)) addNote(error, `The vector store ${id} was created before.`);
  return error;
};

/**
 * Creates a vector store empty, and adds its files: services take fewer files at once than a store may have.
 * @returns the store as it is then, and how each file ended
 * @throws AzureOpenAIError or ConnectionError, with the id of a store that was created before.
 */
export const createStore = async (
  client: Client,
  { body, files, ...how }: NewStore,
): Promise<{ store: VectorStore; added: AddedFile[] }> => {
  const store = answeredObject(
    client.action,
    "vector store",
    await client.withResource((openai) => openai.vectorStores.create(body)),
    doubtOf({ method: "POST" }, "/vector_stores"),
  );
  if (files.length === 0) return { store, added: [] };
  try {
    const added = await addFiles(client, { vectorStoreId: store.id, files, ...how });
    // What the creation answered counts no file yet.
    const now = await ifReadable(() =>
      client.withResource((openai) => openai.vectorStores.retrieve(store.id)),
    );
    return { store: now ?? store, added };
  } catch (thrown) {
    throw withStore(client, thrown, store.id);
  }
};
