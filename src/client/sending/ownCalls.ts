import { headerText } from "../answer/headers";
import type { WireResponse } from "../answer/wireResponse";
import type { Step } from "../call";
import { operationUrl } from "../endpoint/address";
import { routeOf } from "../endpoint/operations";
import type { RequestBody } from "../network/body";
import { type FormFile, multipartForm } from "../network/multipart";
import { send } from "./http";
import { recordedLength } from "./recordedLength";

/** Names and values of a query, in order. */
export type Query = ReadonlyArray<readonly [name: string, value: string]>;

/** The request of a call that the SDK lacks, apart from method and path. */
export interface JsonRequest {
  query?: Query | undefined;
  /** Sent as JSON. */
  body?: unknown;
}

/** Bytes of an answer, and their content type. */
export interface AnsweredBytes {
  data: Buffer;
  contentType: string;
}

interface Sent {
  method: string;
  path: string;
  query?: Query | undefined;
  body?: RequestBody | undefined;
  contentType?: string;
  expects: "json" | "binary";
}

const sendTo = (step: Step, { method, path, query = [], body, contentType, expects }: Sent) => {
  const url = operationUrl(step.endpoint, method, path);
  for (const [name, value] of query) url.searchParams.append(name, value);
  return send(step, {
    method,
    url,
    route: routeOf(method, path),
    headers: {
      accept: expects === "json" ? "application/json" : "*/*",
      ...(contentType && { "content-type": contentType }),
    },
    body,
    expects,
    mayBeEmpty: method === "DELETE" || expects === "binary",
    lengthBytes: (signal) => recordedLength(step, url, signal),
  });
};

const jsonOf = ({ json }: WireResponse): unknown => json?.value;

/**
 * Sends JSON to an operation, and returns the JSON of the answer; undefined for an empty answer to DELETE.
 * @throws AzureOpenAIError or ConnectionError.
 */
export const sendJson = async (
  step: Step,
  method: string,
  path: string,
  { query, body }: JsonRequest = {},
): Promise<unknown> =>
  jsonOf(
    await sendTo(step, {
      method,
      path,
      query,
      ...(body !== undefined && { body: JSON.stringify(body), contentType: "application/json" }),
      expects: "json",
    }),
  );

/**
 * Sends a multipart form, and returns the JSON of the answer. The length of the whole is sent first; files are
 * streamed again for each attempt.
 * @throws AzureOpenAIError or ConnectionError.
 */
export const sendForm = async (
  step: Step,
  path: string,
  fields: Query,
  files: readonly FormFile[],
): Promise<unknown> => {
  const { body, contentType } = multipartForm(fields, files);
  return jsonOf(await sendTo(step, { method: "POST", path, body, contentType, expects: "json" }));
};

/**
 * Downloads the bytes at a path into memory, with their content type.
 * @throws AzureOpenAIError or ConnectionError.
 */
export const receiveBytes = async (step: Step, path: string): Promise<AnsweredBytes> => {
  const { body, headers } = await sendTo(step, { method: "GET", path, expects: "binary" });
  return { data: body, contentType: headerText(headers, "content-type") ?? "application/octet-stream" };
};
