import { connection } from "../../inputs/connection";
import { fileId } from "../../inputs/file";
import { requestOptions } from "../../inputs/requestOptions";
import { serviceAction } from "../../output/serviceAction";
import { answeredObject } from "../../tasks/batches/answeredObject";
import { exampleFile, fileShape } from "./file";

/** Reads the service's description of a file. */
export const getFile = serviceAction({
  label: "Get File",
  description: "Get a file's name, size, purpose and status",
  inputs: { connection, fileId, requestOptions },
  effect: "reads",
  run: async (client, { fileId }) => {
    const file = await client.withResource((openai) => openai.files.retrieve(fileId));
    return answeredObject(client.action, "file", file);
  },
  output: fileShape,
  example: exampleFile,
});
