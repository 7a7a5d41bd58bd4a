import { isUtf8 } from "node:buffer";
import type { RequestBody } from "../../client/network/body";
import { type FormFile, multipartForm } from "../../client/network/multipart";
import { refuse } from "../../inputs/cleaners";
import { sendableContentType } from "../../inputs/contentType";
import { parseJson } from "../../inputs/parseJson";
import { bytesOf } from "../../text/bytesOf";
import { jsonText, textOf, textPairs, wholeText } from "./rawText";

type Pairs = ReadonlyArray<readonly [name: string, value: unknown]>;

/** The inputs of a raw request's body. */
interface RawBodyInputs {
  data: unknown;
  formData: Pairs;
  fileData: Pairs;
  fileDataFileNames: Pairs;
  /** The Content-Type header that the builder set. */
  contentType: string | undefined;
}

/** A body, its content type, and the model in it. */
interface RawBody {
  body?: RequestBody;
  contentType?: string;
  model?: string;
}

const fileBytes = (label: string, value: unknown): Buffer | undefined =>
  typeof value === "string" ? Buffer.from(wholeText(label, value)) : bytesOf(value);

/** Reads a file of an earlier step: bytes, text, or `{data, contentType}` with either. */
const fileOf = (field: string, value: unknown, fileName: string | undefined): FormFile => {
  const label = `File Data: ${field.replace(/\p{Cc}+/gu, " ")}`;
  const direct = fileBytes(label, value);
  const payload = (direct ? {} : (value ?? {})) as { data?: unknown; contentType?: unknown };
  const data =
    direct ??
    fileBytes(label, payload.data) ??
    refuse(
      label,
      value === null ? value : typeof value,
      "Reference a file of an earlier step, or enter text.",
    );
  const contentType = sendableContentType(payload.contentType) ?? "application/octet-stream";
  return { field: wholeText("File Data", field), data, contentType, fileName: fileName || field };
};

const form = ({ formData, fileData, fileDataFileNames }: RawBodyInputs): RawBody => {
  const fields = textPairs("Form Data", formData);
  const names = [...fileDataFileNames];
  // A field may hold several files: names with the same key are given to them in order.
  const nextName = (field: string): string | undefined => {
    const index = names.findIndex(([key]) => key === field);
    return index < 0 ? undefined : textOf("File Data File Names", names.splice(index, 1)[0]?.[1]);
  };
  const files = fileData.map(([field, value]) => fileOf(field, value, nextName(field)));
  const model = fields.find(([name]) => name === "model")?.[1];
  return { ...multipartForm(fields, files), ...(model && { model }) };
};

const modelIn = (json: unknown): string | undefined => {
  const model = (json as { model?: unknown } | null)?.model;
  return typeof model === "string" && model !== "" ? model : undefined;
};

/** True for the media type of JSON alone: JSON Lines, and types with json in a parameter, are others. */
const isJsonType = (contentType: string): boolean =>
  /[/+]json$/i.test((contentType.split(";")[0] ?? "").trim());

/** The content of Data where it is text or a file, which is sent as it is; undefined for a value. */
const contentOf = (data: unknown): string | Buffer | undefined => {
  if (typeof data === "string") return wholeText("Data", data);
  return bytesOf(data) ?? bytesOf((data as { data?: unknown } | null)?.data);
};

const byteOrderMark = Buffer.from("\uFEFF");

/** Removes a byte order mark. */
const withoutMark = (content: string | Buffer): string | Buffer => {
  if (typeof content === "string") return content.replace(/^\uFEFF/, "");
  if (!isUtf8(content)) refuse("Data", "a file", "JSON is text in UTF-8: this is another encoding.");
  return content.subarray(0, byteOrderMark.length).equals(byteOrderMark)
    ? content.subarray(byteOrderMark.length)
    : content;
};

/**
 * Makes the body of a raw request: a multipart form where Form Data or File Data is filled in, else Data as JSON, or
 * in the type of the Content-Type header.
 * @throws InputError with the label of an input that can't be sent.
 */
export const rawBody = (inputs: RawBodyInputs): RawBody => {
  const { data, contentType } = inputs;
  const strangers = inputs.fileDataFileNames.filter(
    ([key]) => !inputs.fileData.some(([field]) => field === key),
  );
  if (strangers.length > 0) {
    refuse(
      "File Data File Names",
      strangers.map(([key]) => key).join(", "),
      "The keys have to be those of File Data.",
    );
  }
  if (inputs.formData.length > 0 || inputs.fileData.length > 0) {
    if (data !== undefined)
      refuse(
        "Data",
        data,
        "Leave it empty when Form Data or File Data is filled in: a request has one body.",
      );
    return form(inputs);
  }
  if (data === undefined) return {};
  const content = contentOf(data);
  if (contentType && !isJsonType(contentType)) {
    const { data: inner } = data as { data?: unknown };
    return {
      body: content ?? (typeof inner === "string" ? wholeText("Data", inner) : jsonText("Data", data)),
    };
  }
  const json =
    content === undefined ? data : parseJson("Data", content, '{"model": "gpt-5.4", "input": "Hello"}');
  const model = modelIn(json);
  return {
    body: content === undefined ? jsonText("Data", data) : withoutMark(content),
    ...(contentType === undefined && { contentType: "application/json" }),
    ...(model && { model }),
  };
};
