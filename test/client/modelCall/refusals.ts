import type { JsonObject } from "../../../src/text/isObject";

/** A request whose refusals are mended. */
export interface MendedCase {
  what: string;
  status?: number;
  /** The body before, beside model and messages. */
  before: JsonObject;
  /** The bodies of the refusals, one after the other. */
  refusals: readonly (JsonObject | string)[];
  /** The body after, beside model and messages. */
  after: JsonObject;
  /** The conversation, where it matters. */
  messages?: readonly JsonObject[];
  messagesAfter?: readonly JsonObject[];
  told: readonly string[];
}

/** An error as OpenAI and Azure OpenAI answer it. */
export const refusal = (message: string, fields: JsonObject = {}): JsonObject => ({
  error: { message, type: "invalid_request_error", param: null, code: null, ...fields },
});

/** What is told of a setting that was left out. */
export const leftOut = (label: string): string => `${label} was left out, since my-deployment refuses it.`;
/** What is told of a limit of tokens under its other name. */
export const renamed = (to: string, from: string): string =>
  `Max Output Tokens was sent as ${to}, since my-deployment refuses ${from}.`;
/** What is told of another value. */
export const changed = (from: string, to: string, label = "Reasoning Effort"): string =>
  `${label} was changed from ${from} to ${to}, since my-deployment refuses ${from}.`;
/** The refusal of `max_tokens`. */
export const useOther =
  "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";

const schema = { type: "object", properties: { mood: { type: "string" } } };
/** A form of answers that the service is to ensure. */
export const inSchema = {
  response_format: { type: "json_schema", json_schema: { name: "answer", strict: true, schema } },
};
const form = `Answer with one JSON object and nothing else, without a code fence. It has to match this JSON schema: ${JSON.stringify(schema)}`;
/** What is told where the service ensures JSON alone. */
export const looser =
  "The form of the answer stands in the prompt, and the service ensures JSON alone, since my-deployment takes no schema.";
/** What is told where the service ensures no form. */
export const byPrompt =
  "The form of the answer stands in the prompt alone, since my-deployment takes no response_format for it.";
/** A question. */
export const hello = { role: "user", content: "Hello" };
/** The question with the form in it. */
export const helloWithForm = [{ role: "user", content: `Hello\n\n${form}` }];
/** A tool. */
export const tools = [
  { type: "function", function: { name: "look_up", parameters: { type: "object", properties: {} } } },
];
/** Texts as parts. */
export const parts = (...texts: string[]) => texts.map((text) => ({ type: "text", text }));
/** Instructions. */
export const brief = (role: string) => ({ role, content: "Be brief." });
