import type { JsonObject } from "../../text/isObject";
import { type RequestBody, streamOf } from "../network/body";
import { type FormFile, multipartForm } from "../network/multipart";
import { ModelForm } from "./ModelForm";

/** A body of the SDK, ready to be sent, with its content type where the SDK does not set it. */
interface SdkBody {
  body?: RequestBody;
  contentType?: string;
  /** What stages may read of a form that runs a model: its fields, and the types of its files as URLs without data. */
  formFields?: JsonObject;
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

/** A form that runs a model. Its files are sent in small pieces, and never copied. */
const modelForm = ({ model, parts }: ModelForm, namesModel: boolean): SdkBody => {
  const fields = [...(namesModel ? [["model", model] as const] : []), ...parts.fields];
  const files = parts.files.map((file) => ({
    ...file,
    data: Buffer.isBuffer(file.data) ? streamOf(file.data) : file.data,
  }));
  const types = files.map(({ contentType }) => `data:${contentType ?? ""}`);
  const formFields = { ...Object.fromEntries(fields), files: types, file_tokens: parts.fileTokens };
  return { ...multipartForm(fields, files), formFields };
};

const withoutModel = (body: string): string => {
  const { model: _model, ...rest } = JSON.parse(body) as JsonObject;
  return JSON.stringify(rest);
};

/**
 * Reads the body of an SDK call: JSON as text, bytes, or a form with files.
 * @param namesModel - false where the path names the model, and the body must not
 * @throws TypeError for a stream: `client.form` sends files from streams.
 */
export const sdkBody = async (body: unknown, namesModel: boolean): Promise<SdkBody> => {
  if (body === undefined || body === null) return {};
  if (body instanceof ModelForm) return modelForm(body, namesModel);
  if (typeof body === "string") return { body: namesModel ? body : withoutModel(body) };
  if (Buffer.isBuffer(body)) return { body };
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
