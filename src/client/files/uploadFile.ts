import type { FileObject } from "openai/resources/files";
import type { Step } from "../call";
import type { StreamBody } from "../network/body";
import { sendForm } from "../sending/ownCalls";

/** A file on its way to the service. */
export interface FileUpload {
  fileName: string;
  /** By the file's name when absent. */
  contentType?: string | undefined;
  /** What the file is for, such as batch. */
  purpose: string;
  data: StreamBody;
  /** After how many seconds the service deletes the file; never when absent. */
  expiresAfterSeconds?: number | undefined;
}

/**
 * Uploads a file, streamed anew for each attempt.
 * @throws AzureOpenAIError or ConnectionError.
 */
export const uploadFile = async (step: Step, upload: FileUpload): Promise<FileObject> => {
  const { purpose, expiresAfterSeconds, fileName, contentType, data } = upload;
  // The service's reference sends JSON lines as JSON.
  const ownType = /\.jsonl$/i.test(fileName) ? "application/json" : contentType;
  const expiry =
    expiresAfterSeconds === undefined
      ? []
      : ([
          ["expires_after[anchor]", "created_at"],
          ["expires_after[seconds]", String(expiresAfterSeconds)],
        ] as const);
  const answer = await sendForm(
    step,
    "/files",
    [["purpose", purpose], ...expiry],
    [{ field: "file", fileName, contentType: ownType, data }],
  );
  return answer as FileObject;
};
