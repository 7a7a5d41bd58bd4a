import { input } from "@prismatic-io/spectral";
import { choices } from "./choices";
import {
  cleanBoolean,
  cleanChoice,
  cleanName,
  cleanNumber,
  cleanPairs,
  refuse,
  scalarText,
} from "./cleaners";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;
const responseTypes = ["json", "text", "binary"] as const;
/** A name that earlier versions of the platform's raw requests use for binary. */
const arrayBuffer = "arraybuffer";
const day = 86_400_000;

const urlHint = "Enter a path such as /v1/models.";

const isBlank = (value: unknown): boolean =>
  value === null || (typeof value === "string" && value.replace(/^\uFEFF/, "").trim() === "");

/** The inputs of Raw Request, which are flat by the platform's custom. */
export const rawRequestInputs = {
  url: input({
    label: "URL",
    type: "string",
    required: true,
    default: "/v1/models",
    comments:
      "The path only, such as /v1/models: the connection's base URL is put in front. A leading /v1, /openai or /openai/v1 that the base has already is not doubled.",
    placeholder: "Enter a path",
    example: "/v1/models",
    clean: (value: unknown): string => cleanName("URL", urlHint)(value) ?? refuse("URL", "", urlHint),
  }),
  method: input({
    label: "Method",
    type: "string",
    required: true,
    model: choices(methods),
    comments: "The HTTP method to use.",
    placeholder: "Choose a method",
    example: "GET",
    clean: (value: unknown) =>
      cleanChoice("Method", methods)(value) ??
      refuse("Method", value, `Choose one of ${methods.join(", ")}.`),
  }),
  data: input({
    label: "Data",
    type: "code",
    language: "json",
    required: false,
    comments: "The body of the request: JSON, unless a Header names another Content-Type.",
    placeholder: "Enter the body",
    example: '{"model": "gpt-5.4", "messages": [{"role": "user", "content": "Hello"}]}',
    clean: (value: unknown): unknown => (isBlank(value) ? undefined : value),
  }),
  formData: input({
    label: "Form Data",
    type: "string",
    collection: "keyvaluelist",
    required: false,
    comments: "The fields of a multipart form upload.",
    placeholder: "Enter a value",
    example: "purpose: batch",
    clean: cleanPairs("Form Data"),
  }),
  fileData: input({
    label: "File Data",
    type: "string",
    collection: "keyvaluelist",
    required: false,
    comments:
      "The files of a multipart form upload, each by the name of its field: file data of an earlier step, or text.",
    placeholder: "Reference a file",
    example: "file: a reference to a file",
    clean: cleanPairs("File Data"),
  }),
  fileDataFileNames: input({
    label: "File Data File Names",
    type: "string",
    collection: "keyvaluelist",
    required: false,
    comments: "The file names to send with File Data. The keys are those of File Data.",
    placeholder: "Enter a file name",
    example: "file: prompts.jsonl",
    clean: cleanPairs("File Data File Names"),
  }),
  queryParams: input({
    label: "Query Parameter",
    type: "string",
    collection: "keyvaluelist",
    required: false,
    comments:
      "Query parameters, the part of a URL such as ?key1=value1&key2=value2. The api-version is added where it is needed.",
    placeholder: "Enter a value",
    example: "limit: 20",
    clean: cleanPairs("Query Parameter"),
  }),
  headers: input({
    label: "Header",
    type: "string",
    collection: "keyvaluelist",
    required: false,
    comments: "Headers to send with the request. The credential's header is set by the connection.",
    placeholder: "Enter a value",
    example: "x-ms-client-request-id: 7f1c",
    clean: cleanPairs("Header"),
  }),
  responseType: input({
    label: "Response Type",
    type: "string",
    required: true,
    default: "json",
    model: choices(responseTypes),
    comments: "The type of data to expect: json, text, or binary for files.",
    placeholder: "Choose a type",
    example: "json",
    clean: (value: unknown) =>
      scalarText(value)?.trim().toLowerCase() === arrayBuffer
        ? "binary"
        : (cleanChoice("Response Type", responseTypes)(value) ?? "json"),
  }),
  timeout: input({
    label: "Timeout",
    type: "string",
    required: false,
    comments: "The longest time to wait for a response, in milliseconds. Empty means 300000.",
    placeholder: "Enter milliseconds",
    example: "60000",
    clean: cleanNumber("Timeout", { min: 1, max: day, isInteger: true }),
  }),
  debugRequest: input({
    label: "Debug Request",
    type: "boolean",
    required: false,
    default: "false",
    comments: "When true, the request and its answer are logged with their bodies. Credentials are left out.",
    clean: cleanBoolean("Debug Request"),
  }),
  retryDelayMS: input({
    label: "Retry Delay (ms)",
    type: "string",
    required: false,
    default: "0",
    comments: "The wait before a retry in milliseconds, where the service names none.",
    placeholder: "Enter milliseconds",
    example: "500",
    clean: cleanNumber("Retry Delay (ms)", { min: 0, max: day, isInteger: true }),
  }),
  retryAllErrors: input({
    label: "Retry On All Errors",
    type: "boolean",
    required: false,
    default: "false",
    comments:
      "When true, every erroneous answer is retried, and requests that create something too, which may then exist twice. When false, only what may pass.",
    clean: cleanBoolean("Retry On All Errors"),
  }),
  maxRetries: input({
    label: "Max Retry Count",
    type: "string",
    required: false,
    default: "0",
    comments: "How often a failed request is tried again. 0 means never.",
    placeholder: "Enter a whole number",
    example: "3",
    clean: cleanNumber("Max Retry Count", { min: 0, max: 100, isInteger: true }),
  }),
  useExponentialBackoff: input({
    label: "Use Exponential Backoff",
    type: "boolean",
    required: false,
    default: "false",
    comments: "When true, the wait doubles with each retry, up to 30 seconds, and is randomized.",
    clean: cleanBoolean("Use Exponential Backoff"),
  }),
};
