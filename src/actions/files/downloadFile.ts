import { createClient } from "../../client/createClient";
import { path } from "../../client/endpoint/path";
import { connection } from "../../inputs/connection";
import { fileId } from "../../inputs/file";
import { requestOptions } from "../../inputs/requestOptions";
import { declaredAction } from "../../output/declaredAction";
import { anything } from "../../output/shape";

const label = "Download File";

/** Downloads the content of a file. */
export const downloadFile = declaredAction({
  label,
  description: "Download the content of a file; for the results of a batch, Get Batch Results reads them",
  inputs: { connection, fileId, requestOptions },
  effect: "reads",
  perform: (context, params) =>
    createClient(context, { ...params, action: label }).bytes(path`/files/${params.fileId}/content`),
  output: anything<Buffer>("The bytes of the file, to be referenced as a file by later steps"),
  example: {
    data: Buffer.from('{"id": "batch_req_1", "custom_id": "row-0"}\n'),
    contentType: "application/octet-stream",
  },
});
