import type { VectorStoreDeleted } from "openai/resources/vector-stores/vector-stores";
import { connection } from "../../inputs/connection";
import { flagInput } from "../../inputs/kinds";
import { requestOptions } from "../../inputs/requestOptions";
import { inFront } from "../../output/inFront";
import { itemErrorShape } from "../../output/itemError";
import { serviceAction } from "../../output/serviceAction";
import { described, flag, listOf, objectOf, orNull, serviceObject, text } from "../../output/shape";
import { exampleStore } from "./vectorStore";
import { vectorStoreId } from "./vectorStoreInputs";

const deleteFiles = flagInput({
  label: "Delete Files as Well",
  default: "false",
  comments:
    "When true, its files are deleted from the resource, and so from other vector stores. When false, they stay.",
});

const deleted = (id: string): VectorStoreDeleted => ({ id, object: "vector_store.deleted", deleted: true });

/** Deletes a vector store, and its files where asked for. */
export const deleteVectorStore = serviceAction({
  label: "Delete Vector Store",
  description: "Delete a vector store, and its files as well where asked for",
  inputs: { connection, vectorStoreId, deleteFiles, requestOptions },
  effect: "changes",
  run: async (client, { vectorStoreId, deleteFiles }) => {
    const { deleteStore } = await import("../../tasks/vectorStores/deleteStore");
    const { answer, isListed, ...files } = await deleteStore(client, vectorStoreId, deleteFiles ?? false);
    const failed = files.leftFiles.filter(({ error }) => error !== null).length;
    const unlisted = isListed ? null : "Its files stay, and could not be listed: see List Files.";
    const warning = failed > 0 ? `${failed} of its files could not be deleted: see leftFiles.` : unlisted;
    // A service may answer 204 without a body.
    return inFront({ ...files, warning }, { ...deleted(vectorStoreId), ...answer });
  },
  output: serviceObject<VectorStoreDeleted>()(
    { id: text(), object: text(), deleted: flag() },
    {
      deletedFiles: described("The ids of its files that were deleted", listOf(text())),
      leftFiles: described(
        "Its files that are still in the resource: fileId, and error where they were to be deleted",
        listOf(objectOf({ fileId: text(), error: itemErrorShape })),
      ),
      warning: orNull(text("How many files could not be deleted, or that they could not be listed")),
    },
  ),
  example: inFront(
    { deletedFiles: [], leftFiles: [{ fileId: "file-abc123", error: null }], warning: null },
    deleted(exampleStore.id),
  ),
});
