import { doubtOf } from "../../client/errors/creationDoubt";
import { streamOf } from "../../client/network/body";
import { connection } from "../../inputs/connection";
import { expirySeconds, file, fileExpiryDays, fileName, filePurpose } from "../../inputs/file";
import { requestOptions } from "../../inputs/requestOptions";
import { serviceAction } from "../../output/serviceAction";
import { answeredObject } from "../../tasks/batches/answeredObject";
import { batchFileBytes } from "../../tasks/batches/batchFileBytes";
import { exampleFile, fileShape } from "./file";

/** Uploads a file to the service. */
export const uploadFile = serviceAction({
  label: "Upload File",
  description: "Upload a file for batches, fine-tuning or other purposes",
  inputs: { connection, file, fileName, purpose: filePurpose, fileExpiryDays, requestOptions },
  effect: "changes",
  run: async (client, { file, fileName, purpose, fileExpiryDays }) => {
    const answer = await client.upload({
      fileName,
      contentType: file.contentType,
      purpose,
      data: streamOf(purpose === "batch" ? batchFileBytes("File", file.data) : file.data),
      expiresAfterSeconds: expirySeconds(fileExpiryDays, client.endpoint.limits),
    });
    return answeredObject(client.action, "file", answer, doubtOf({ method: "POST" }, "/files"));
  },
  output: fileShape,
  example: exampleFile,
});
