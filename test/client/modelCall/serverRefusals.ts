import {
  brief,
  byPrompt,
  changed,
  hello,
  helloWithForm,
  inSchema,
  leftOut,
  looser,
  type MendedCase,
  parts,
  refusal,
  renamed,
  useOther,
} from "./refusals";

const extraForbidden = (...names: string[]) =>
  names.map((name) => ({
    type: "extra_forbidden",
    loc: ["body", name],
    msg: "Extra inputs are not permitted",
    input: 0,
  }));

/** Refusals of other models, gateways and servers. */
export const serverCases: readonly MendedCase[] = [
  {
    what: "an argument behind a colon",
    before: { prompt_cache_key: "a", reasoning_effort: "low" },
    refusals: [
      {
        error: {
          code: "unrecognized_request_argument",
          message: "Unrecognized request argument supplied: prompt_cache_key",
        },
      },
    ],
    after: { reasoning_effort: "low" },
    told: [leftOut("prompt_cache_key")],
  },
  {
    what: "a list of places, all at once",
    status: 422,
    before: { frequency_penalty: 0, presence_penalty: 0, temperature: 1 },
    refusals: [{ detail: extraForbidden("frequency_penalty", "presence_penalty") }],
    after: { temperature: 1 },
    told: [leftOut("frequency_penalty"), leftOut("presence_penalty")],
  },
  {
    what: "an empty list of tools, by a message that is a list",
    status: 422,
    before: { tools: [] },
    refusals: [
      {
        object: "Error",
        message: extraForbidden("tools"),
        ...{ type: "invalid_request_error", code: 3001 },
      },
    ],
    after: {},
    told: [leftOut("tools")],
  },
  {
    what: "a limit of tokens in printed Python",
    before: { max_completion_tokens: 800 },
    refusals: [
      {
        object: "error",
        message:
          "[{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens'), 'msg': 'Extra inputs are not permitted', 'input': 800}]",
        ...{ type: "BadRequestError", param: null, code: 400 },
      },
    ],
    after: { max_tokens: 800 },
    told: [renamed("max_tokens", "max_completion_tokens")],
  },
  {
    what: "a name in camelCase, by an error that is a text",
    before: { reasoning_effort: "low" },
    refusals: [
      {
        code: "Client specified an invalid argument",
        error: "Model grok-4-latest does not support parameter reasoningEffort.",
      },
    ],
    after: {},
    told: [leftOut("Reasoning Effort")],
  },
  {
    what: "a name in camelCase behind a colon",
    before: { presence_penalty: 0 },
    refusals: [{ code: "invalid", error: "Argument not supported on this model: presencePenalty" }],
    after: {},
    told: [leftOut("presence_penalty")],
  },
  {
    what: "several texts in a message",
    before: {},
    messages: [{ role: "user", content: parts("One", "Two") }],
    refusals: [{ error: "The model expects a single `text` element per message." }],
    after: {},
    messagesAfter: [{ role: "user", content: "One\nTwo" }],
    told: ["The texts of a message were joined into one, since my-deployment takes no parts."],
  },
  ...["store", "reasoning_effort"].map((name) => ({
    what: `${name} with a suggestion, which is not followed`,
    before: { [name]: name === "store" ? true : "low", stop: "END" },
    refusals: [
      {
        error: {
          message: `property '${name}' is unsupported, did you mean 'stop'?`,
          type: "invalid_request_error",
        },
      },
    ],
    after: { stop: "END" },
    told: [leftOut(name === "store" ? "store" : "Reasoning Effort")],
  })),
  {
    what: "a field of an earlier answer",
    before: {},
    messages: [hello, { role: "assistant", content: "Hi", reasoning_content: "A greeting" }, hello],
    refusals: [
      refusal(
        "'messages.1' : for 'role:assistant' the following must be satisfied[('messages.1' : property 'reasoning_content' is unsupported)]",
      ),
    ],
    after: {},
    messagesAfter: [hello, { role: "assistant", content: "Hi" }, hello],
    told: ["Fields of earlier answers were left out of the conversation, since my-deployment refuses them."],
  },
  {
    what: "a list of parts where a text is wanted",
    before: {},
    messages: [
      { role: "system", content: parts("Be brief.") },
      { role: "user", content: parts("One") },
    ],
    refusals: [
      refusal(
        "'messages.0' : for 'role:system' the following must be satisfied[('messages.0.content' : value must be a string)]",
      ),
    ],
    after: {},
    messagesAfter: [brief("system"), { role: "user", content: "One" }],
    told: ["The texts of a message were joined into one, since my-deployment takes no parts."],
  },
  {
    what: "two settings, one after the other",
    before: { temperature: 0.3, max_tokens: 500 },
    refusals: [
      refusal(
        "Unsupported value: 'temperature' does not support 0.3 with this model. Only the default (1) value is supported.",
      ),
      refusal(useOther, { param: "max_tokens", code: "unsupported_parameter" }),
    ],
    after: { max_completion_tokens: 500 },
    told: [leftOut("Temperature"), renamed("max_completion_tokens", "max_tokens")],
  },
  {
    what: "a limit's name, then an effort",
    before: { max_tokens: 500, reasoning_effort: "low" },
    refusals: [refusal(useOther), refusal("Unknown parameter: 'reasoning_effort'.")],
    after: { max_completion_tokens: 500 },
    told: [renamed("max_completion_tokens", "max_tokens"), leftOut("Reasoning Effort")],
  },
  {
    what: "both names of a limit",
    before: { max_completion_tokens: 500 },
    refusals: [
      refusal("Unsupported parameter: 'max_completion_tokens' is not supported."),
      refusal("Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens'."),
    ],
    after: {},
    told: ["Max Output Tokens was left out, since my-deployment takes it under no name."],
  },
  {
    what: "a schema, for a server that takes a JSON object",
    before: inSchema,
    refusals: [refusal("This response_format type is unavailable now", { code: "invalid_request_error" })],
    after: { response_format: { type: "json_object" } },
    messagesAfter: helloWithForm,
    told: [looser],
  },
  {
    what: "a schema and a JSON object",
    status: 422,
    before: inSchema,
    refusals: [
      "Failed to deserialize the JSON body into the target type: response_format: response_format.type `json_schema` is unavailable now at line 1 column 12440",
      refusal("This response_format type is unavailable now"),
    ],
    after: {},
    messagesAfter: helloWithForm,
    told: [byPrompt],
  },
  {
    what: "a JSON object, for a server that takes schemas",
    before: { response_format: { type: "json_object" } },
    refusals: [{ error: "'response_format.type' must be 'json_schema' or 'text'" }],
    after: {
      response_format: { type: "json_schema", json_schema: { name: "answer", schema: { type: "object" } } },
    },
    told: ["The answer was asked for as a schema of any object, since my-deployment refuses json_object."],
  },
  {
    what: "a list of names in a gateway's sentence",
    before: { top_p: 0.5 },
    refusals: [
      refusal(
        "litellm.UnsupportedParamsError: azure does not support parameters: ['top_p'], for model=o3. To drop these, set `litellm.drop_params=True`",
      ),
    ],
    after: {},
    told: [leftOut("top_p")],
  },
  {
    what: "a name with its value in a gateway's sentence",
    before: { temperature: 0.84 },
    refusals: [
      refusal(
        "litellm.UnsupportedParamsError: gpt-5 models don't support temperature=0.84. Only temperature=1 is supported. For gpt-5.1 see the docs.",
      ),
    ],
    after: {},
    told: [leftOut("Temperature")],
  },
  {
    what: "the developer role",
    before: {},
    messages: [brief("developer"), hello],
    refusals: [
      refusal("Unsupported value: 'messages[0].role' does not support 'developer' with this model."),
    ],
    after: {},
    messagesAfter: [brief("system"), hello],
    told: ["The system message was sent with the role system, since my-deployment refuses its own."],
  },
  {
    what: "the developer and the system role",
    before: {},
    messages: [brief("developer"), hello],
    refusals: [
      refusal("Unsupported value: 'messages[0].role' does not support 'developer' with this model.", {
        param: "messages[0].role",
      }),
      refusal("Unsupported value: 'messages[0].role' does not support 'system' with this model.", {
        param: "messages[0].role",
      }),
    ],
    after: {},
    messagesAfter: [{ role: "user", content: "Be brief.\n\nHello" }],
    told: ["The system message was put in front of the first user message, since my-deployment takes none."],
  },
  {
    what: "the role that a template does not know",
    before: {},
    messages: [brief("system"), hello],
    refusals: [refusal("chat template rejected the request: Unexpected message role.")],
    after: {},
    messagesAfter: [{ role: "user", content: "Be brief.\n\nHello" }],
    told: ["The system message was put in front of the first user message, since my-deployment takes none."],
  },
  {
    what: "an effort that one of two layers refuses",
    before: { reasoning_effort: "medium" },
    refusals: [refusal("Invalid reasoning_effort: must be one of ['low','high','max']")],
    after: { reasoning_effort: "high" },
    told: [changed("medium", "high")],
  },
  {
    what: "a limit's name behind a wait that a router made up",
    before: { max_tokens: 5 },
    refusals: [refusal(`[openai/gpt-5.4] [400]: ${useOther} (reset after 23s)`)],
    after: { max_completion_tokens: 5 },
    told: [renamed("max_completion_tokens", "max_tokens")],
  },
];
