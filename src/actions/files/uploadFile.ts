import { action } from "@prismatic-io/spectral";
import type { FileObject } from "openai/resources/files";
import { answeredObject } from "../../bulk/batch/answeredObject";
import { batchFileBytes } from "../../bulk/batch/batchFileBytes";
import { streamOf } from "../../client/bufferStream";
import { createClient } from "../../client/createClient";
import { doubtOf } from "../../client/creationDoubt";
import { connection } from "../../inputs/connection";
import { expirySeconds, file, fileExpiryDays, fileName, filePurpose } from "../../inputs/file";
import { requestOptions } from "../../inputs/requestOptions";
import { outputOf } from "../outputOf";
import { exampleFile, fileProperties } from "./fileOutput";

const label = "Upload File";

/** Sends a file to the service. */
export const uploadFile = action({
  display: { label, description: "Upload a file for batches, fine-tuning or other purposes" },
  inputs: { connection, file, fileName, purpose: filePurpose, fileExpiryDays, requestOptions },
  perform: async (context, params): Promise<{ data: FileObject }> => {
    const client = createClient(context, { ...params, action: label });
    const isOpenAI = client.endpoint.flavour === "openai";
    const answer = await client.upload({
      fileName: params.fileName,
      contentType: params.file.contentType,
      purpose: params.purpose,
      data: streamOf(
        params.purpose === "batch" ? batchFileBytes("File", params.file.data) : params.file.data,
      ),
      expiresAfterSeconds: expirySeconds(params.fileExpiryDays, isOpenAI),
    });
    return { data: answeredObject(label, "file", answer, doubtOf({ method: "POST" }, "/files")) };
  },
  performSafety: "notAllowed",
  examplePerform: async () => ({ data: exampleFile }),
  examplePayload: { data: exampleFile },
  outputSchema: outputOf(fileProperties),
});
