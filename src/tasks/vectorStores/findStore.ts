import type { VectorStore } from "openai/resources/vector-stores/vector-stores";
import type { Client } from "../../client/createClient";
import { AzureOpenAIError } from "../../client/errors/errors";
import { fieldsOf } from "../../text/isObject";
import { answeredObject } from "../batches/answeredObject";

/**
 * A vector store that can be used.
 * @throws AzureOpenAIError for one that is not there, or has expired: its files are gone from it.
 */
export const findStore = async (client: Client, vectorStoreId: string): Promise<VectorStore> => {
  const store = answeredObject(
    client.action,
    "vector store",
    await client.withResource((openai) => openai.vectorStores.retrieve(vectorStoreId)),
  );
  if (fieldsOf(store)["status"] !== "expired") return store;
  throw new AzureOpenAIError(
    {
      what: `${client.action} can't use the vector store ${vectorStoreId}: it has expired.`,
      mend: "Create another one, and add the files to it.",
    },
    { kind: "notFound", attempts: 1 },
  );
};
