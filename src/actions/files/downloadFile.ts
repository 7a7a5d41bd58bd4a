import { action, outputSchema } from "@prismatic-io/spectral";
import { createClient } from "../../client/createClient";
import { headerText } from "../../client/retryTiming";
import { connection } from "../../inputs/connection";
import { fileId } from "../../inputs/file";
import { requestOptions } from "../../inputs/requestOptions";

const label = "Download File";

/** A file's bytes, and what the service says they are. */
export interface DownloadedFile {
  data: Buffer;
  contentType: string;
}

const example: DownloadedFile = {
  data: Buffer.from('{"id": "batch_req_1", "custom_id": "row-0"}\n'),
  contentType: "application/octet-stream",
};

/** Fetches the content of a file. */
export const downloadFile = action({
  display: {
    label,
    description: "Download the content of a file; for the results of a batch, Get Batch Results reads them",
  },
  inputs: { connection, fileId, requestOptions },
  perform: async (context, params): Promise<DownloadedFile> => {
    const client = createClient(context, { ...params, action: label });
    const { body, headers } = await client.download(params.fileId);
    return { data: body, contentType: headerText(headers, "content-type") ?? "application/octet-stream" };
  },
  performSafety: "safe",
  examplePerform: async () => example,
  examplePayload: example,
  outputSchema: outputSchema({
    type: "actionOutput",
    schema: { description: "The bytes of the file, to be referenced as a file by later steps" },
  }),
});
