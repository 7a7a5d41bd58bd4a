import type { RequestBody } from "../network/body";
import { type FormFile, multipartForm } from "../network/multipart";

/** A body of the SDK, ready to be sent, with its content type where the SDK does not set it. */
interface SdkBody {
  body?: RequestBody;
  contentType?: string;
}

/** Recognized by its name, because using the class makes Node load all of its fetch. */
const isForm = (body: unknown): body is FormData =>
  Object.prototype.toString.call(body) === "[object FormData]";

const formBody = async (form: FormData): Promise<SdkBody> => {
  const fields: Array<readonly [string, string]> = [];
  const files: FormFile[] = [];
  for (const [field, value] of form) {
    if (typeof value === "string") fields.push([field, value]);
    else
      files.push({
        field,
        fileName: value.name,
        contentType: value.type || undefined,
        data: Buffer.from(await value.arrayBuffer()),
      });
  }
  return multipartForm(fields, files);
};

/**
 * Reads the body of an SDK call: JSON as text, bytes, or a form with files.
 * @throws TypeError for a stream: `client.form` sends files from streams.
 */
export const sdkBody = async (body: unknown): Promise<SdkBody> => {
  if (body === undefined || body === null) return {};
  if (typeof body === "string" || Buffer.isBuffer(body)) return { body };
  if (isForm(body)) return formBody(body);
  throw new TypeError("The client sends text, buffers and forms of the SDK.");
};

/** The response that the SDK asks a fetch for, to find out whether it can send forms (openai 7, internal/uploads). */
export class FormReader {
  /** Any text except the name of the form, which a fetch without forms returns. */
  async text(): Promise<string> {
    return "";
  }
}
