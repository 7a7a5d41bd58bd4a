import type { FileObject } from "openai/resources/files";
import type { Step } from "../call";
import type { StreamBody } from "../network/body";
import { sendForm } from "../sending/ownCalls";

/** A file on its way to the service. */
export interface FileUpload {
  fileName: string;
  /** Derived from the file's name when absent. */
  contentType?: string | undefined;
  /** The file's purpose, such as batch. */
  purpose: string;
  data: StreamBody;
  /** Seconds after which the service deletes the file; absent for never. */
  expiresAfterSeconds?: number | undefined;
}

/**
 * Uploads a file. Each attempt opens its stream again.
 * @throws AzureOpenAIError or ConnectionError.
 */
export const uploadFile = async (step: Step, upload: FileUpload): Promise<FileObject> => {
  const { purpose, expiresAfterSeconds, fileName, contentType, data } = upload;
  // The service's reference gives JSON lines the type of JSON.
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
