import type { Client } from "../../client/createClient";
import { doubtOf } from "../../client/errors/creationDoubt";
import { isConnectionProblem } from "../../client/errors/errors";
import { streamOf } from "../../client/network/body";
import { runOrdered } from "../../pacing/runOrdered";
import { documentFile } from "../../text/vectorStores/documentFile";
import { answeredObject } from "../batches/answeredObject";
import { type FileState, failedBy, failedWith, type StoreFile } from "./storeFile";

/** A file with the id that the service gave it, or why it has none; neither where the time was up before its turn. */
interface Uploaded {
  fileId: string | null;
  failure?: FileState;
}

/** Both services take this purpose for files to search. */
const purpose = "assistants";

/** Uploads under way at once: well below the 30 in a second that Azure takes (its page of limits). */
const concurrency = 5;

interface Document {
  fileName: string;
  data: Buffer;
}

const upload = async (client: Client, { fileName, data }: Document): Promise<string> => {
  const answer = await client.upload({ fileName, purpose, data: streamOf(data) });
  return answeredObject(client.action, "file", answer, doubtOf({ method: "POST" }, "/files")).id;
};

/**
 * Uploads those files that are bytes, named by what they are, a few at a time until the step's time is up.
 * @returns in the order of the files, each with its id or its own failure
 * @throws ConnectionError when nothing could be uploaded because of the connection.
 */
export const uploadFiles = async (client: Client, files: readonly StoreFile[]): Promise<Uploaded[]> => {
  const documents = files.map((file) => ("bytes" in file ? documentFile(file.bytes, file.name) : undefined));
  const results = files.map((file, index): Uploaded => {
    if ("fileId" in file) return { fileId: file.fileId };
    const document = documents[index];
    return document && "problem" in document
      ? { fileId: null, failure: failedWith(`Not sent: ${document.problem}`) }
      : { fileId: null };
  });
  const open = documents.flatMap((document, index) =>
    document && "data" in document ? [{ index, document }] : [],
  );
  const uploads = await runOrdered(open, ({ document }) => upload(client, document), {
    concurrency,
    mayStart: () => client.remainingMs() > 0,
    judge: (error) => {
      if (client.remainingMs() <= 0) return "unfinished";
      return isConnectionProblem(error) ? "fatal" : "failed";
    },
  });
  const ofAll = uploads.find((settled) => settled?.status === "failed" && isConnectionProblem(settled.error));
  for (const [place, upload] of uploads.entries()) {
    const index = open[place]?.index ?? 0;
    const settled = upload ?? ofAll;
    if (settled?.status === "succeeded") results[index] = { fileId: settled.value };
    if (settled?.status === "failed") results[index] = { fileId: null, failure: failedBy(settled.error) };
  }
  return results;
};
