import { input, structuredObjectInput } from "@prismatic-io/spectral";
import type { ResponseCreateParams, ResponseIncludable } from "openai/resources/responses/responses";
import { type Choices, dropdown, valuesOf } from "../../inputs/choices";
import { cleanEntries } from "../../inputs/cleaners";
import { choiceInput, nameInput, numberInput, pairsInput } from "../../inputs/kinds";
import { cleanMetadata } from "../../inputs/metadata";
import { optional } from "../../inputs/optional";
import { requestFields } from "../../inputs/requestFields";
import { temperature, topP } from "../../inputs/sampling";
import { type SettingsOf, settingsOf } from "../../inputs/settingsOf";

const includeLabel = "Include";

const includable = {
  "reasoning.encrypted_content": "Encrypted Reasoning",
  "web_search_call.action.sources": "Web Search Sources",
  "web_search_call.results": "Web Search Results",
  "file_search_call.results": "File Search Results",
  "code_interpreter_call.outputs": "Code Interpreter Outputs",
  "message.output_text.logprobs": "Log Probabilities",
} as const satisfies Partial<Choices<ResponseIncludable>>;

/** Input for what an answer tells beside the usual. */
export const include = input({
  label: includeLabel,
  type: "string",
  collection: "valuelist",
  required: false,
  model: dropdown(includable),
  comments: "What the answer tells besides. Encrypted Reasoning carries it on where nothing is stored.",
  placeholder: "Choose what to include",
  example: "web_search_call.action.sources",
  clean: cleanEntries(includeLabel, 20, {
    read: (entry) => valuesOf(includable).find((value) => value === entry),
    accepted: `Choose ${valuesOf(includable).join(", ")}.`,
  }),
});

/** As many pairs as the service keeps with a response. */
const mostMetadata = 16;

/** Group of settings of the Responses API that are seldom changed. */
export const responseSettings = structuredObjectInput({
  label: "Response Settings",
  comments: "How the service keeps the response, and what it tells.",
  inputs: {
    temperature,
    topP,
    reasoningSummary: choiceInput({
      label: "Reasoning Summary",
      comments: "How the model sums up its reasoning, where it can. OpenAI asks for a verified organization.",
      placeholder: "Choose a summary",
      example: "auto",
      choices: { auto: "Automatic", concise: "Concise", detailed: "Detailed" },
    }),
    conversationId: nameInput({
      label: "Conversation ID",
      comments:
        "A conversation that the service keeps and this answer goes into. Not together with Previous Response ID.",
      placeholder: "Enter the id of a conversation",
      example: "conv_abc123",
    }),
    store: choiceInput({
      label: "Store",
      comments:
        "Whether the service keeps the response, as it does by default. Nothing goes on from one that it does not keep.",
      placeholder: "Choose whether",
      example: "true",
      choices: { true: "For 30 Days", false: "Not at All" },
    }),
    truncation: choiceInput({
      label: "Truncation",
      comments: "Whether a conversation that is too long loses its beginning, or is refused (the default).",
      placeholder: "Choose what happens",
      example: "auto",
      choices: { auto: "Automatic", disabled: "Disabled" },
    }),
    include,
    maxToolCalls: numberInput({
      label: "Max Tool Calls",
      comments: "The most calls of hosted tools in one answer.",
      example: "10",
      range: { min: 1, max: Number.MAX_SAFE_INTEGER, isInteger: true },
    }),
    serviceTier: choiceInput({
      label: "Service Tier",
      comments: "How fast and at which price the service answers. Azure has Default and Priority.",
      placeholder: "Choose a tier",
      example: "priority",
      choices: { auto: "Automatic", default: "Default", flex: "Flex", priority: "Priority" },
    }),
    metadata: {
      ...pairsInput({
        label: "Metadata",
        keyLabel: "Name",
        comments: "Up to 16 notes to keep with the response, such as an order's number.",
        placeholder: "Enter a value",
        example: "4711",
      }),
      clean: cleanMetadata(mostMetadata),
    },
  },
});

const fields = {
  temperature: "temperature",
  topP: "top_p",
  conversationId: "conversation",
  truncation: "truncation",
  include: "include",
  maxToolCalls: "max_tool_calls",
  serviceTier: "service_tier",
} as const satisfies Record<string, keyof ResponseCreateParams>;

/** The fields of a request for these settings; empty ones are not sent. */
export const responseSettingFields = (group: SettingsOf<typeof responseSettings>) => {
  const settings = settingsOf(responseSettings, group);
  const { metadata = [], reasoningSummary, store } = settings;
  return {
    ...requestFields(settings, fields),
    ...(metadata.length > 0 && { metadata: Object.fromEntries(metadata) }),
    ...(store !== undefined && { store: store === "true" }),
    ...optional("summary", reasoningSummary),
  };
};
