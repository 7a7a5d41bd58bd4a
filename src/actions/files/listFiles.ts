import { action, input } from "@prismatic-io/spectral";
import type { FileObject } from "openai/resources/files";
import { createClient } from "../../client/createClient";
import { cleanName } from "../../inputs/cleaners";
import { connection } from "../../inputs/connection";
import { optional } from "../../inputs/optional";
import { after, fetchAll, limit } from "../../inputs/paging";
import { requestOptions } from "../../inputs/requestOptions";
import { type ListOutput, listSchema, readList } from "../listOutput";
import { objectOf } from "../outputOf";
import { exampleFile, fileProperties } from "./fileOutput";

const label = "List Files";
const example: ListOutput<FileObject> = { data: [exampleFile], has_more: false, next: null };

const purpose = input({
  label: "Purpose",
  type: "string",
  required: false,
  comments: "Lists the files of this purpose alone, such as batch or batch_output. Empty lists all.",
  placeholder: "Enter a purpose",
  example: "batch_output",
  clean: (value: unknown) => cleanName("Purpose")(value),
});

/** Lists the files of the resource. */
export const listFiles = action({
  display: { label, description: "List the files of the resource" },
  inputs: { connection, purpose, limit, after, fetchAll, requestOptions },
  perform: async (context, params): Promise<{ data: ListOutput<FileObject> }> => {
    const client = createClient(context, { ...params, action: label });
    const data = await readList<FileObject>(params, (after) =>
      client.withResource((openai) =>
        openai.files.list({
          ...optional("purpose", params.purpose),
          ...optional("limit", params.limit),
          ...optional("after", after),
        }),
      ),
    );
    return { data };
  },
  performSafety: "safe",
  examplePerform: async () => ({ data: example }),
  examplePayload: { data: example },
  outputSchema: listSchema(objectOf(fileProperties)),
});
