import type { VectorStore } from "openai/resources/vector-stores/vector-stores";
import { connection } from "../../inputs/connection";
import { nameInput, numberInput, pairsInput } from "../../inputs/kinds";
import { cleanMetadata } from "../../inputs/metadata";
import { optional } from "../../inputs/optional";
import { requestOptions } from "../../inputs/requestOptions";
import { inFront } from "../../output/inFront";
import { serviceAction } from "../../output/serviceAction";
import { serviceObject, text } from "../../output/shape";
import { addedProperties, exampleAdded, showAdded } from "./addedFiles";
import { exampleStore, knownOfNewStore } from "./vectorStore";
import { chunking, chunkingOf, fileIds, givenFiles, waitUntilRead } from "./vectorStoreInputs";

const name = nameInput({
  label: "Name",
  comments: "What the store is called, if anything.",
  placeholder: "Enter a name",
  example: "Manuals",
});

const expiryDays = numberInput({
  label: "Expiry (days)",
  comments: "The days without use after which the store expires. Empty keeps it.",
  placeholder: "Enter a number of days",
  example: "30",
  range: { min: 1, max: 365, isInteger: true },
});

const metadata = {
  ...pairsInput({
    label: "Metadata",
    keyLabel: "Name",
    comments: "Up to 16 notes to keep with the store.",
    placeholder: "Enter a value",
    example: "4711",
  }),
  clean: cleanMetadata(16),
};

/** Creates a vector store, with files that were uploaded before. */
export const createVectorStore = serviceAction({
  label: "Create Vector Store",
  description: "Create a vector store, whose files can be searched and be asked by Create Response",
  inputs: { connection, name, fileIds, expiryDays, metadata, waitUntilRead, chunking, requestOptions },
  effect: "changes",
  run: async (client, params) => {
    const cut = chunkingOf(params.chunking);
    const { createStore } = await import("../../tasks/vectorStores/createStore");
    const { store, added } = await createStore(client, {
      body: {
        ...optional("name", params.name),
        ...(params.expiryDays !== undefined && {
          expires_after: { anchor: "last_active_at", days: params.expiryDays },
        }),
        ...(params.metadata.length > 0 && { metadata: Object.fromEntries(params.metadata) }),
      },
      files: params.fileIds ? givenFiles(params) : [],
      chunking: cut,
      waits: params.waitUntilRead ?? true,
    });
    return inFront({ vectorStoreId: store.id, ...showAdded(added) }, store);
  },
  output: serviceObject<VectorStore>()(knownOfNewStore, {
    vectorStoreId: text("Its id"),
    ...addedProperties,
  }),
  example: inFront({ vectorStoreId: exampleStore.id, ...exampleAdded }, exampleStore),
});
