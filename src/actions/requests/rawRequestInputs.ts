import { input } from "@prismatic-io/spectral";
import { dropdown, valuesOf } from "../../inputs/choices";
import { cleanChoice, cleanName, refuse, scalarText } from "../../inputs/cleaners";
import { flagInput, millisecondsInput, pairsInput, requiredChoiceInput } from "../../inputs/kinds";
import { requestOptions } from "../../inputs/requestOptions";

const responseTypes = { json: "JSON", text: "Text", binary: "Binary (a file)" } as const;
/** The value for binary in earlier versions of the platform's raw requests. */
const arrayBuffer = "arraybuffer";

const urlHint = "Enter a path such as /v1/models.";

const isBlank = (value: unknown): boolean =>
  value === null || (typeof value === "string" && value.replace(/^\uFEFF/, "").trim() === "");

const { inputs: retries } = requestOptions;

/** The inputs of Raw Request. They are not grouped, as in the platform's other raw requests. */
export const rawRequestInputs = {
  url: input({
    label: "URL",
    type: "string",
    required: true,
    default: "/v1/models",
    comments:
      "The path alone, such as /v1/models, behind the connection's base URL. A leading /v1, /openai or /openai/v1 that the base has already is not doubled.",
    placeholder: "Enter a path",
    example: "/v1/models",
    clean: (value: unknown): string => cleanName("URL", urlHint)(value) ?? refuse("URL", "", urlHint),
  }),
  method: requiredChoiceInput({
    label: "Method",
    comments: "The HTTP method to use.",
    placeholder: "Choose a method",
    example: "GET",
    choices: {
      GET: "GET",
      POST: "POST",
      PUT: "PUT",
      PATCH: "PATCH",
      DELETE: "DELETE",
      HEAD: "HEAD",
      OPTIONS: "OPTIONS",
    },
  }),
  data: input({
    label: "Data",
    type: "code",
    language: "json",
    required: false,
    comments:
      "The body of the request: JSON, unless Headers name another Content-Type. Can't be set together with Form Data or File Data.",
    placeholder: "Enter the body",
    example: '{"model": "gpt-5.4", "messages": [{"role": "user", "content": "Hello"}]}',
    clean: (value: unknown): unknown => (isBlank(value) ? undefined : value),
  }),
  formData: pairsInput({
    label: "Form Data",
    keyLabel: "Field",
    comments: "The fields of a multipart form. Can't be set together with Data.",
    placeholder: "Enter a value",
    example: "purpose: batch",
  }),
  fileData: pairsInput({
    label: "File Data",
    keyLabel: "Field",
    comments:
      "The files of a multipart form by the names of their fields: files of earlier steps, or text. Can't be set together with Data.",
    placeholder: "Reference a file",
    example: "file: a reference to a file",
  }),
  fileDataFileNames: pairsInput({
    label: "File Data File Names",
    keyLabel: "Field",
    comments: "The file names to send with File Data, by the same keys.",
    placeholder: "Enter a file name",
    example: "file: prompts.jsonl",
  }),
  queryParams: pairsInput({
    label: "Query Parameters",
    keyLabel: "Parameter",
    comments:
      "The part of a URL such as ?key1=value1&key2=value2. The api-version is added where it is needed.",
    placeholder: "Enter a value",
    example: "limit: 20",
  }),
  headers: pairsInput({
    label: "Headers",
    keyLabel: "Header",
    comments: "The headers of the request. The one with the credential is set by the connection.",
    placeholder: "Enter a value",
    example: "x-ms-client-request-id: 7f1c",
  }),
  responseType: input({
    label: "Response Type",
    type: "string",
    required: true,
    default: "json",
    model: dropdown(responseTypes),
    comments: "What the answer is to be read as.",
    placeholder: "Choose a type",
    example: "json",
    clean: (value: unknown) =>
      scalarText(value)?.trim().toLowerCase() === arrayBuffer
        ? "binary"
        : (cleanChoice("Response Type", valuesOf(responseTypes))(value) ?? "json"),
  }),
  timeout: millisecondsInput({
    label: "Timeout",
    comments: "The longest time to wait for a response, in milliseconds. Empty means 300000.",
    example: "60000",
    min: 1,
  }),
  debugRequest: flagInput({
    label: "Debug Request",
    default: "false",
    comments: "When true, the request and its answer are logged with their bodies. Credentials are left out.",
  }),
  retryDelayMS: { ...retries.retryDelayMS, default: "0" },
  retryAllErrors: retries.retryAllErrors,
  maxRetries: { ...retries.maxRetries, default: "0" },
  useExponentialBackoff: { ...retries.useExponentialBackoff, default: "false" },
};
