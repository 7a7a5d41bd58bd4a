import { headerText } from "../../client/answer/headers";
import { createClient } from "../../client/createClient";
import { connection } from "../../inputs/connection";
import { fileId } from "../../inputs/file";
import { requestOptions } from "../../inputs/requestOptions";
import { declaredAction } from "../../output/declaredAction";
import { anything } from "../../output/shape";

const label = "Download File";
const unknownType = "application/octet-stream";

/** Fetches the content of a file. */
export const downloadFile = declaredAction({
  label,
  description: "Download the content of a file; for the results of a batch, Get Batch Results reads them",
  inputs: { connection, fileId, requestOptions },
  effect: "reads",
  perform: async (context, params) => {
    const client = createClient(context, { ...params, action: label });
    const { body, headers } = await client.download(params.fileId);
    return { data: body, contentType: headerText(headers, "content-type") ?? unknownType };
  },
  output: anything<Buffer>("The bytes of the file, to be referenced as a file by later steps"),
  example: {
    data: Buffer.from('{"id": "batch_req_1", "custom_id": "row-0"}\n'),
    contentType: unknownType,
  },
});
