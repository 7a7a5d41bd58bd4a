import type { JsonObject } from "../../../src/text/isObject";
import { mendedBody } from "./mendedBody";
import { refusal } from "./refusals";

/** The body of a request to the Responses API after a refusal, and what is told of it. */
const mended = (sent: JsonObject, body: unknown) => {
  const { after, told } = mendedBody({ input: "Hello", ...sent }, body);
  const { input: _input, ...others } = after;
  return { after: others, told };
};

const schema = { type: "object", properties: { mood: { type: "string" } } };

const encrypted = ["file_search_call.results", "reasoning.encrypted_content"];

test.each<[what: string, before: JsonObject, refused: unknown, after: JsonObject, told: string]>([
  [
    "reasoning as a whole, where its effort is refused",
    { reasoning: { effort: "low", summary: "auto" } },
    refusal("Unsupported parameter: 'reasoning.effort' is not supported with this model.", {
      ...{ param: "reasoning.effort", code: "unsupported_parameter" },
    }),
    {},
    "Reasoning Effort was left out, since my-deployment refuses it.",
  ],
  [
    "an effort that is not allowed",
    { reasoning: { effort: "minimal", summary: "auto" } },
    refusal(
      "Unsupported value: 'minimal' is not supported with the 'gpt-5.1' model. Supported values are: 'none', 'low', 'medium', and 'high'.",
      { param: "reasoning.effort" },
    ),
    { reasoning: { effort: "low", summary: "auto" } },
    "Reasoning Effort was changed from minimal to low, since my-deployment refuses minimal.",
  ],
  [
    "a verbosity, beside the format",
    { text: { verbosity: "low", format: { type: "json_object" } } },
    refusal("Unknown parameter: 'text.verbosity'.", { param: "text.verbosity" }),
    { text: { format: { type: "json_object" } } },
    "Verbosity was left out, since my-deployment refuses it.",
  ],
  [
    "one member of include",
    { include: encrypted, store: true },
    refusal("Encrypted content is not supported with this model.", { param: "include" }),
    { include: ["file_search_call.results"], store: true },
    "reasoning.encrypted_content was left out of include, since my-deployment refuses it.",
  ],
  [
    "the only member of include, without which reasoning is lost",
    { include: ["reasoning.encrypted_content"], store: false },
    refusal("Encrypted content is not supported with this model.", { param: "include" }),
    { store: false },
    "reasoning.encrypted_content was left out of include, since my-deployment refuses it. Reasoning is not carried on to a next step.",
  ],
  [
    "the member of include that asks for logprobs",
    { include: ["message.output_text.logprobs"] },
    refusal("logprobs are not supported with reasoning models."),
    {},
    "message.output_text.logprobs was left out of include, since my-deployment refuses it.",
  ],
  [
    "the number of logprobs beside it, which is the next refusal",
    { include: ["message.output_text.logprobs"], top_logprobs: 3, store: true },
    refusal("logprobs are not supported with reasoning models."),
    { store: true },
    "message.output_text.logprobs was left out of include, since my-deployment refuses it. top_logprobs was left out, since my-deployment refuses it.",
  ],
  [
    "a summary, beside the effort",
    { reasoning: { effort: "high", summary: "concise" } },
    refusal(
      "Unsupported value: 'concise' is not supported with the 'gpt-5.4' model. Supported values are: 'detailed'.",
      { param: "reasoning.summary", code: "unsupported_value" },
    ),
    { reasoning: { effort: "high" } },
    "Reasoning Summary was left out, since my-deployment refuses it.",
  ],
  [
    "the place of a format",
    { response_format: { type: "json_schema", json_schema: { name: "answer", strict: true, schema } } },
    refusal(
      "Unsupported parameter: 'response_format'. In the Responses API, this parameter has moved to 'text.format'. Try again with the new parameter.",
    ),
    { text: { format: { type: "json_schema", name: "answer", strict: true, schema } } },
    "response_format was sent as text.format, since my-deployment takes it there.",
  ],
  [
    "a limit's name",
    { max_tokens: 50 },
    refusal("Unsupported parameter: 'max_tokens'. Use 'max_output_tokens' instead.", { param: "max_tokens" }),
    { max_output_tokens: 50 },
    "Max Output Tokens was sent as max_output_tokens, since my-deployment refuses max_tokens.",
  ],
  [
    "a limit below the least",
    { max_output_tokens: 10 },
    refusal(
      "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 10 instead.",
    ),
    { max_output_tokens: 16 },
    "Max Output Tokens was raised from 10 to 16, since my-deployment refuses 10.",
  ],
  [
    "a form, which goes into the instructions",
    { instructions: "Be brief.", text: { format: { type: "json_schema", name: "answer", schema } } },
    refusal("Invalid parameter: 'text.format' of type 'json_schema' is not supported with this model.", {
      param: "text.format",
    }),
    {
      text: { format: { type: "json_object" } },
      instructions: `Be brief.\n\nAnswer with one JSON object and nothing else, without a code fence. It has to match this JSON schema: ${JSON.stringify(schema)}`,
    },
    "The form of the answer stands in the prompt, and the service ensures JSON alone, since my-deployment takes no schema.",
  ],
])("mended in the Responses API: %s", (_what, before, refused, after, told) => {
  const mend = mended(before, refused);
  expect({ ...mend, told: mend.told.join(" ") }).toEqual({ after, told });
});

test.each<[what: string, before: JsonObject, refused: unknown]>([
  ["not storing", { store: false }, refusal("Unknown parameter: 'store'.", { param: "store" })],
  ["the text's own settings", { text: { format: { type: "text" } } }, refusal("Unknown parameter: 'text'.")],
  ["instructions", { instructions: "Be brief." }, refusal("Unsupported parameter: 'instructions'.")],
])("not mended in the Responses API: %s", (_what, before, refused) => {
  expect(mended(before, refused)).toEqual({ after: before, told: [] });
});
