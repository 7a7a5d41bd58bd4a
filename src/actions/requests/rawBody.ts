import type { RequestBody } from "../../client/call";
import { type FormFile, multipartForm } from "../../client/multipart";
import { bytesOf } from "../../inputs/bytes";
import { refuse } from "../../inputs/cleaners";
import { parseJson } from "../../inputs/parseJson";

type Pairs = ReadonlyArray<readonly [name: string, value: unknown]>;

/** The inputs that make the body of a raw request. */
export interface RawBodyInputs {
  data: unknown;
  formData: Pairs;
  fileData: Pairs;
  fileDataFileNames: Pairs;
  /** The Content-Type that the builder set as a header. */
  contentType: string | undefined;
}

/** A body, how to call it, and the model that it names. */
export interface RawBody {
  body?: RequestBody;
  contentType?: string;
  model?: string;
}

const fileBytes = (value: unknown): Buffer | undefined =>
  typeof value === "string" ? Buffer.from(value) : bytesOf(value);

/** A file as an earlier step gives it: bytes, text, or `{data, contentType}` around either. */
const fileOf = (field: string, value: unknown, fileName: string | undefined): FormFile => {
  const direct = fileBytes(value);
  const payload = (direct ? {} : (value ?? {})) as { data?: unknown; contentType?: unknown };
  const data =
    direct ??
    fileBytes(payload.data) ??
    refuse(`File Data: ${field}`, value, "Reference a file of an earlier step, or enter text.");
  const contentType =
    typeof payload.contentType === "string" ? payload.contentType : "application/octet-stream";
  return { field, data, contentType, fileName: fileName ?? field };
};

/** A value of a key-value list as text; objects as JSON. */
export const textOf = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");

const form = ({ formData, fileData, fileDataFileNames }: RawBodyInputs): RawBody => {
  const fields = formData.map(([name, value]) => [name, textOf(value)] as const);
  const names = [...fileDataFileNames];
  // A field may hold several files: the names of one key go to them in their order.
  const nextName = (field: string): string | undefined => {
    const index = names.findIndex(([key]) => key === field);
    return index < 0 ? undefined : textOf(names.splice(index, 1)[0]?.[1]);
  };
  const files = fileData.map(([field, value]) => fileOf(field, value, nextName(field)));
  const model = fields.find(([name]) => name === "model")?.[1];
  return { ...multipartForm(fields, files), ...(model && { model }) };
};

const modelIn = (json: unknown): string | undefined => {
  const model = (json as { model?: unknown } | null)?.model;
  return typeof model === "string" && model !== "" ? model : undefined;
};

/**
 * The body of a raw request: a multipart form where Form Data or File Data is filled in, else Data as JSON or as
 * what the Content-Type header calls it.
 * @throws Error by the label of the input that can't be sent.
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
  if (contentType && !/json/i.test(contentType)) {
    return {
      body:
        typeof data === "string"
          ? data
          : (fileBytes((data as { data?: unknown }).data ?? data) ?? JSON.stringify(data)),
    };
  }
  const json = parseJson("Data", data, '{"model": "gpt-5.4", "input": "Hello"}');
  const model = modelIn(json);
  return {
    body: typeof data === "string" ? data.replace(/^\uFEFF/, "") : JSON.stringify(json),
    ...(contentType === undefined && { contentType: "application/json" }),
    ...(model && { model }),
  };
};
