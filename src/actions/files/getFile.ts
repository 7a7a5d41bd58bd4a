import { action } from "@prismatic-io/spectral";
import type { FileObject } from "openai/resources/files";
import { answeredObject } from "../../bulk/batch/answeredObject";
import { createClient } from "../../client/createClient";
import { connection } from "../../inputs/connection";
import { fileId } from "../../inputs/file";
import { requestOptions } from "../../inputs/requestOptions";
import { outputOf } from "../outputOf";
import { exampleFile, fileProperties } from "./fileOutput";

const label = "Get File";

/** Asks what the service knows of a file. */
export const getFile = action({
  display: { label, description: "Get a file's name, size, purpose and status" },
  inputs: { connection, fileId, requestOptions },
  perform: async (context, params): Promise<{ data: FileObject }> => {
    const client = createClient(context, { ...params, action: label });
    const answer = await client.withResource((openai) => openai.files.retrieve(params.fileId));
    return { data: answeredObject(label, "file", answer) };
  },
  performSafety: "safe",
  examplePerform: async () => ({ data: exampleFile }),
  examplePayload: { data: exampleFile },
  outputSchema: outputOf(fileProperties),
});
