import type { FileObject } from "openai/resources/files";
import { connection } from "../../inputs/connection";
import { nameInput } from "../../inputs/kinds";
import { optional } from "../../inputs/optional";
import { after, fetchAll, limit } from "../../inputs/paging";
import { requestOptions } from "../../inputs/requestOptions";
import { listShape } from "../../output/list";
import { serviceAction } from "../../output/serviceAction";
import { readList } from "../../tasks/lists/readList";
import { exampleFile, fileShape } from "./file";

const purpose = nameInput({
  label: "Purpose",
  comments: "Lists the files of this purpose alone, such as batch or batch_output. Empty lists all.",
  placeholder: "Enter a purpose",
  example: "batch_output",
});

/** Lists the files of the resource. */
export const listFiles = serviceAction({
  label: "List Files",
  description: "List the files of the resource",
  inputs: { connection, purpose, limit, after, fetchAll, requestOptions },
  effect: "reads",
  run: (client, params) =>
    readList<FileObject>(params, (after) =>
      client.withResource((openai) =>
        openai.files.list({
          ...optional("purpose", params.purpose),
          ...optional("limit", params.limit),
          ...optional("after", after),
        }),
      ),
    ),
  output: listShape(fileShape),
  example: { data: [exampleFile], has_more: false, next: null },
});
