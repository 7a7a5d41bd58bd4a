import type { FileDeleted } from "openai/resources/files";
import { connection } from "../../inputs/connection";
import { fileId } from "../../inputs/file";
import { requestOptions } from "../../inputs/requestOptions";
import { serviceAction } from "../../output/serviceAction";
import { flag, serviceObject, text } from "../../output/shape";
import { exampleFile } from "./file";

/** Deletes a file at the service. */
export const deleteFile = serviceAction({
  label: "Delete File",
  description: "Delete a file at the service",
  inputs: { connection, fileId, requestOptions },
  effect: "changes",
  run: async (client, { fileId }): Promise<FileDeleted> => {
    const answer = await client.withResource((openai) => openai.files.delete(fileId));
    // Azure answers 204 without a body.
    const isTold = typeof answer === "object" && answer !== null;
    return isTold ? answer : { id: fileId, object: "file", deleted: true };
  },
  output: serviceObject<FileDeleted>()({ id: text(), object: text(), deleted: flag() }),
  example: { id: exampleFile.id, object: "file", deleted: true },
});
