import { action } from "@prismatic-io/spectral";
import type { FileDeleted } from "openai/resources/files";
import { createClient } from "../../client/createClient";
import { connection } from "../../inputs/connection";
import { fileId } from "../../inputs/file";
import { requestOptions } from "../../inputs/requestOptions";
import { outputOf } from "../outputOf";
import { exampleFile } from "./fileOutput";

const label = "Delete File";
const example: FileDeleted = { id: exampleFile.id, object: "file", deleted: true };

/** Deletes a file at the service. */
export const deleteFile = action({
  display: { label, description: "Delete a file at the service" },
  inputs: { connection, fileId, requestOptions },
  perform: async (context, params): Promise<{ data: FileDeleted }> => {
    const client = createClient(context, { ...params, action: label });
    const answer = await client.withResource((openai) => openai.files.delete(params.fileId));
    // Azure answers 204 without a body.
    const isTold = typeof answer === "object" && answer !== null;
    return { data: isTold ? answer : { id: params.fileId, object: "file", deleted: true } };
  },
  performSafety: "notAllowed",
  examplePerform: async () => ({ data: example }),
  examplePayload: { data: example },
  outputSchema: outputOf({
    id: { type: "string" },
    object: { type: "string" },
    deleted: { type: "boolean" },
  }),
});
