import { connection } from "../../inputs/connection";
import { requestOptions } from "../../inputs/requestOptions";
import { serviceAction } from "../../output/serviceAction";
import { objectOf } from "../../output/shape";
import { addedProperties, exampleAdded, showAdded } from "./addedFiles";
import { files } from "./storeFiles";
import {
  attributes,
  chunking,
  chunkingOf,
  fileIds,
  givenFiles,
  vectorStoreId,
  waitUntilRead,
} from "./vectorStoreInputs";

/** Adds files to a vector store, and waits until the service has read them. */
export const addFilesToVectorStore = serviceAction({
  label: "Add Files to Vector Store",
  description: "Add files to a vector store and wait until they can be searched, each with its own outcome",
  inputs: { connection, vectorStoreId, files, fileIds, attributes, waitUntilRead, chunking, requestOptions },
  effect: "changes",
  run: async (client, { vectorStoreId, ...params }) => {
    const given = givenFiles(params);
    const cut = chunkingOf(params.chunking);
    const { addFiles } = await import("../../tasks/vectorStores/addFiles");
    const { findStore } = await import("../../tasks/vectorStores/findStore");
    await findStore(client, vectorStoreId);
    const waits = params.waitUntilRead ?? true;
    return showAdded(await addFiles(client, { vectorStoreId, files: given, chunking: cut, waits }));
  },
  output: objectOf(addedProperties),
  example: exampleAdded,
});
