import type { JsonObject } from "../../../src/text/isObject";
import { inSchema, refusal, tools } from "./refusals";

/** A refusal that looks like one of a parameter, and what was sent. */
export interface UnmendedCase {
  what: string;
  status?: number;
  before: JsonObject;
  refusal: JsonObject;
  messages?: readonly JsonObject[];
}

/** Refusals that no other parameter cures. */
export const unmendedCases: readonly UnmendedCase[] = [
  {
    what: "a chat request at the address of Responses",
    before: {},
    refusal: refusal(
      "Unsupported parameter: 'messages'. In the Responses API, this parameter has moved to 'input'. Try again with the new parameter.",
      { code: "unsupported_parameter" },
    ),
  },
  {
    what: "an organization that is not verified",
    before: { reasoning: { summary: "auto" } },
    refusal: refusal("Your organization must be verified to generate reasoning summaries.", {
      ...{ param: "reasoning.summary", code: "unsupported_value" },
    }),
  },
  {
    what: "a wrong schema",
    before: inSchema,
    refusal: refusal(
      "Invalid schema for response_format 'response_format': 'json_object' is not valid under any of the given schemas.",
      { param: "response_format" },
    ),
  },
  {
    what: "a wrong schema of a function",
    before: { tools },
    refusal: refusal(
      "Invalid schema for function 'x': In context=('properties', 'permissions'), 'additionalProperties' is required to be supplied and to be false.",
      { param: "tools[0].parameters", code: "invalid_function_parameters" },
    ),
  },
  {
    what: "an embedding model",
    before: { temperature: 0.5 },
    refusal: refusal(
      "The chatCompletion operation does not work with the specified model, text-embedding-ada-002. Please choose different model and try again.",
      { code: "OperationNotSupported" },
    ),
  },
  {
    what: "a model for another operation",
    status: 404,
    before: { temperature: 0.5 },
    refusal: refusal(
      "This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?",
      { param: "model" },
    ),
  },
  {
    what: "a blocked resource in the dress of a policy",
    status: 422,
    before: { temperature: 0.5 },
    refusal: {
      error: {
        code: "content_policy_violation",
        message:
          "Rejected: Your resource has been temporarily blocked because of its temperature. Not supported.",
      },
    },
  },
  {
    what: "a bad name in the conversation",
    before: { temperature: 0.5 },
    refusal: refusal(
      "Invalid 'messages[1].tool_calls[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
      { param: "messages[1].tool_calls[0].function.name" },
    ),
  },
  {
    what: "a tool choice that an old version does not know",
    before: { tools, tool_choice: "required" },
    refusal: refusal(
      "'$.tool_choice' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.",
    ),
  },
  {
    what: "a tool choice that a gateway refuses",
    before: { tools, tool_choice: "required" },
    refusal: refusal(
      "litellm.UnsupportedParamsError: azure does not support parameters: ['tool_choice'], for model=gpt-5-chat.",
    ),
  },
  {
    what: "a server without tool calls",
    before: { tools, tool_choice: "auto" },
    refusal: {
      object: "error",
      message: '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      ...{ type: "BadRequestError", param: null, code: 400 },
    },
  },
  {
    what: "a model without tools",
    before: { tools },
    refusal: refusal("registry.ollama.ai/library/llama3:8b does not support tools", { type: "api_error" }),
  },
  ...["tools", "tool_choice"].map((name) => ({
    what: `${name} as a parameter`,
    before: { tools, tool_choice: "required" },
    refusal: refusal(`Unsupported parameter: '${name}' is not supported with this model.`, { param: name }),
  })),
  {
    what: "a router without a model that takes tools",
    status: 404,
    before: { tools, temperature: 1 },
    refusal: { error: { message: "No endpoints found that support tool use.", code: 404 } },
  },
  {
    what: "an answer that its limit ended",
    before: { max_completion_tokens: 1 },
    refusal: refusal(
      "Could not finish the message because max_tokens or model output limit was reached. Please try again with higher max_tokens.",
    ),
  },
  {
    what: "a prompt without the word for its format",
    before: { response_format: { type: "json_object" } },
    refusal: refusal(
      "Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.",
    ),
  },
  {
    what: "a conversation in a wrong order",
    before: { user: "customer-7" },
    refusal: {
      object: "error",
      message: "Unexpected role 'user' after role 'tool'",
      ...{ type: "invalid_request_message_order", param: null, code: "3230" },
    },
  },
  {
    what: "a value of which nobody knows the nearest",
    before: { service_tier: "flex" },
    refusal: refusal(
      "Unsupported value: 'service_tier' does not support 'flex'. Supported values are: 'auto', 'default'.",
      { param: "service_tier" },
    ),
  },
  {
    what: "a number of answers",
    before: { seed: 7 },
    refusal: refusal("Unsupported value: 'n' does not support 2 with this model.", { param: "n" }),
  },
  {
    what: "a setting that nobody sent",
    before: { seed: 7 },
    refusal: refusal("Unsupported parameter: 'temperature' is not supported with this model.", {
      param: "temperature",
    }),
  },
];
