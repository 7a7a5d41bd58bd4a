import type { FileObject } from "openai/resources/files";
import type { Client } from "../../client/createClient";
import { doubtOf } from "../../client/errors/creationDoubt";
import { fieldsOf } from "../../text/isObject";
import { answeredObject } from "../batches/answeredObject";
import { waitForFile } from "../batches/waitForFile";
import { readList } from "../lists/readList";
import type { TrainingFile } from "./trainingFile";

/** A file of rows as the service has it. */
interface UploadedFile {
  id: string;
  /** True when the service had it already: the same bytes under the same name. */
  wasThere: boolean;
}

const purpose = "fine-tune";
const unusable = new Set<unknown>(["error", "failed", "deleted", "deleting"]);

const isSame = (entry: unknown, { fileName, lengthBytes }: TrainingFile): entry is FileObject => {
  const { id, filename, bytes, status, purpose: given } = fieldsOf(entry);
  return (
    typeof id === "string" &&
    filename === fileName &&
    given === purpose &&
    // A service may not count them, or not yet.
    (typeof bytes !== "number" || bytes === 0 || bytes === lengthBytes) &&
    !unusable.has(status)
  );
};

const find = async (client: Client, file: TrainingFile): Promise<FileObject | undefined> => {
  const { data } = await readList<FileObject>({ fetchAll: true }, (after) =>
    client.withResource((openai) => openai.files.list({ purpose, ...(after !== undefined && { after }) })),
  );
  return data.find((entry) => isSame(entry, file));
};

/**
 * Has a file of rows at the service, streamed: its name has the digest of its bytes, so that one which is there from
 * an earlier run, also from one whose answer was lost, is used again. Waits until the service has read it.
 * @throws AzureOpenAIError or ConnectionError, also when the service can't use the file.
 */
export const uploadTrainingFile = async (
  client: Client,
  file: TrainingFile,
  expiresAfterSeconds?: number,
): Promise<UploadedFile> => {
  const known = await find(client, file);
  const { fileName, contentType } = file;
  const uploaded =
    known ?? (await client.upload({ fileName, contentType, purpose, data: file, expiresAfterSeconds }));
  const { id } = answeredObject(client.action, "file", uploaded, doubtOf({ method: "POST" }, "/files"));
  const problem = await waitForFile(client, uploaded);
  if (problem) throw problem;
  return { id, wasThere: known !== undefined };
};
