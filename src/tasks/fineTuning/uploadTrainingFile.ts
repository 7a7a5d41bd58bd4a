import type { FileObject } from "openai/resources/files";
import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import { doubtOf } from "../../client/errors/creationDoubt";
import { fieldsOf } from "../../text/isObject";
import { answeredObject } from "../batches/answeredObject";
import { isUnusable, waitForFile } from "../batches/waitForFile";
import { readPages } from "../lists/readPages";
import type { TrainingFile } from "./trainingFile";

/** A file of rows as the service has it. */
interface UploadedFile {
  id: string;
  /** True when the service had it already: the same bytes under the same name. */
  wasThere: boolean;
}

const purpose = "fine-tune";
/** A file that is there is used where it stays for as long as a job may take; a shorter expiry is one of half of it. */
const leastRestSeconds = 86_400;

const staysLong = (expiresAt: unknown, expiresAfterSeconds = Number.POSITIVE_INFINITY): boolean =>
  typeof expiresAt !== "number" ||
  expiresAt <= 0 ||
  expiresAt - clock.now() / 1_000 >= Math.min(leastRestSeconds, expiresAfterSeconds / 2);

const isSame = (entry: unknown, { fileName, lengthBytes }: TrainingFile): entry is FileObject => {
  const { id, filename, bytes, purpose: given } = fieldsOf(entry);
  return (
    typeof id === "string" &&
    filename === fileName &&
    given === purpose &&
    // A service may not count them, or not yet.
    (typeof bytes !== "number" || bytes === 0 || bytes === lengthBytes) &&
    !isUnusable(entry)
  );
};

const find = async (
  client: Client,
  file: TrainingFile,
  expiresAfterSeconds: number | undefined,
): Promise<FileObject | undefined> => {
  const known = (entry: FileObject) =>
    isSame(entry, file) && staysLong(entry.expires_at, expiresAfterSeconds);
  const { entries } = await readPages<FileObject>({
    ask: (after) =>
      client.withResource((openai) => openai.files.list({ purpose, ...(after !== undefined && { after }) })),
    isEnough: (read) => read.some(known),
  });
  return entries.find(known);
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
  const known = await find(client, file, expiresAfterSeconds);
  const { fileName, contentType } = file;
  const uploaded =
    known ?? (await client.upload({ fileName, contentType, purpose, data: file, expiresAfterSeconds }));
  const { id } = answeredObject(client.action, "file", uploaded, doubtOf({ method: "POST" }, "/files"));
  const problem = await waitForFile(client, uploaded, known ? "found" : "uploaded");
  if (problem) throw problem;
  return { id, wasThere: known !== undefined };
};
