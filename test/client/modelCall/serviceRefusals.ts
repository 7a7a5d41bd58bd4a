import {
  changed,
  helloWithForm,
  inSchema,
  leftOut,
  looser,
  type MendedCase,
  refusal,
  renamed,
  tools,
} from "./refusals";

/** Refusals of OpenAI and Azure OpenAI. */
export const serviceCases: readonly MendedCase[] = [
  {
    what: "an unsupported temperature",
    before: { temperature: 0.2 },
    refusals: [
      refusal("Unsupported parameter: 'temperature' is not supported with this model.", {
        ...{ param: "temperature", code: "unsupported_parameter" },
      }),
    ],
    after: {},
    told: [leftOut("Temperature")],
  },
  {
    what: "the same without a code and a param",
    before: { temperature: 0, top_p: 0.5 },
    refusals: [refusal("Unsupported parameter: 'temperature' is not supported with this model.")],
    after: { top_p: 0.5 },
    told: [leftOut("Temperature")],
  },
  {
    what: "a temperature of which only the default is taken",
    before: { temperature: 0.2 },
    refusals: [
      refusal(
        "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
        { param: "temperature", code: "unsupported_value" },
      ),
    ],
    after: {},
    told: [leftOut("Temperature")],
  },
  {
    what: "stop texts",
    before: { stop: ["END"] },
    refusals: [
      refusal("Unsupported parameter: 'stop' is not supported with this model.", {
        ...{ param: "stop", code: "unsupported_parameter" },
      }),
    ],
    after: {},
    told: [leftOut("Stop Sequences")],
  },
  {
    what: "a verbosity of which one value is taken",
    before: { verbosity: "low" },
    refusals: [
      refusal(
        "Unsupported value: 'verbosity' does not support 'low' with this model. Supported values are: 'medium'.",
        { param: "verbosity", code: "unsupported_value" },
      ),
    ],
    after: {},
    told: [leftOut("Verbosity")],
  },
  {
    what: "an effort that is quoted and not named",
    before: { reasoning_effort: "minimal" },
    refusals: [
      refusal(
        "Unsupported value: 'minimal' is not supported with the 'gpt-5.1' model. Supported values are: 'none', 'low', 'medium', and 'high'.",
        { code: "unsupported_value" },
      ),
    ],
    after: { reasoning_effort: "low" },
    told: [changed("minimal", "low")],
  },
  {
    what: "an effort under the name that Responses has for it",
    before: { reasoning_effort: "xhigh" },
    refusals: [
      refusal(
        "Unsupported value: 'xhigh' is not supported with the 'gpt-5.1' model. Supported values are: 'none', 'low', 'medium', and 'high'.",
        { param: "reasoning.effort", code: "unsupported_value" },
      ),
    ],
    after: { reasoning_effort: "high" },
    told: [changed("xhigh", "high")],
  },
  {
    what: "an effort that would be a dearer one by default",
    before: { reasoning_effort: "none" },
    refusals: [
      {
        error: {
          message:
            "Unsupported value: 'reasoning_effort' does not support 'none' with this model. Supported values are: 'minimal', 'low', 'medium', and 'high'.",
          type: "invalid_request_error",
        },
      },
    ],
    after: { reasoning_effort: "minimal" },
    told: [changed("none", "minimal")],
  },
  {
    what: "an effort that is unknown",
    before: { reasoning_effort: "low" },
    refusals: [refusal("Unknown parameter: 'reasoning_effort'.", { code: "unknown_parameter" })],
    after: {},
    told: [leftOut("Reasoning Effort")],
  },
  {
    what: "a schema that needs a later api-version",
    before: inSchema,
    refusals: [
      {
        error: {
          code: "BadRequest",
          message:
            "response_format value as json_schema is enabled only for api versions 2024-08-01-preview and later",
        },
      },
    ],
    after: { response_format: { type: "json_object" } },
    messagesAfter: helloWithForm,
    told: [`${looser} A later API Version of the connection takes one.`],
  },
  {
    what: "the same through a gateway that adds its request's id",
    before: inSchema,
    refusals: [
      refusal(
        "response_format value as json_schema is enabled only for api versions 2024-08-01-preview and later (request id: 20240912) (request id: 2024)",
        { type: "", param: "", code: "BadRequest" },
      ),
    ],
    after: { response_format: { type: "json_object" } },
    messagesAfter: helloWithForm,
    told: [`${looser} A later API Version of the connection takes one.`],
  },
  {
    what: "parallel tool calls without tools",
    before: { parallel_tool_calls: false },
    refusals: [
      refusal(
        "Invalid value for 'parallel_tool_calls': 'parallel_tool_calls' is only allowed when 'tools' are specified.",
        { param: "parallel_tool_calls" },
      ),
    ],
    after: {},
    told: [leftOut("parallel_tool_calls")],
  },
  {
    what: "metadata that nothing is stored with",
    before: { metadata: { source: "nightly" }, store: false },
    refusals: [refusal("The 'metadata' parameter is only allowed when 'store' is enabled.")],
    after: { store: false },
    told: [leftOut("Metadata")],
  },
  ...(
    [
      [
        "max_tokens is too large: 50000. This model supports at most 32768 completion tokens, whereas you provided 50000.",
        32_768,
      ],
      ["max_tokens for `llama-3.1-8b-instant` must be less than or equal to `8000`", 8000],
      [
        "Invalid value for max_tokens: integer above maximum value, expected a value <= 12288, but got 50000 instead. Reduce it.",
        12_288,
      ],
      ["Invalid max_tokens value, the valid range of max_tokens is [1, 4096]", 4096],
      ["Invalid max_tokens value, the valid range of max_tokens is [1,409]", 409],
      ["max_tokens is too large: 50,000. This model supports at most 16,384 completion tokens.", 16_384],
    ] as const
  ).map(([message, most]) => ({
    what: `a limit of tokens above ${most}`,
    before: { max_tokens: 50_000 },
    refusals: [refusal(message, { param: "max_tokens", code: "invalid_value" })],
    after: { max_tokens: most },
    told: [`Max Output Tokens was lowered from 50000 to ${most}, since my-deployment refuses 50000.`],
  })),
  {
    what: "a limit of tokens below the least, in the text of a router's error",
    before: { max_completion_tokens: 10 },
    refusals: [
      {
        error: {
          ...{ message: "Provider returned error", code: 400 },
          metadata: {
            raw: JSON.stringify(
              refusal(
                "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 10 instead.",
                { param: "max_output_tokens", code: "integer_below_min_value" },
              ),
            ),
            provider_name: "Azure",
          },
        },
      },
    ],
    after: { max_completion_tokens: 16 },
    told: ["Max Output Tokens was raised from 10 to 16, since my-deployment refuses 10."],
  },
  {
    what: "what goes not with data sources, by pointers on lines",
    before: { data_sources: [{ type: "azure_search" }], max_completion_tokens: 9, store: true },
    refusals: [
      {
        error: {
          ...{ requestid: "1", code: 400 },
          message:
            "Validation error at #/max_completion_tokens: Extra inputs are not permitted\nValidation error at #/store: Extra inputs are not permitted",
        },
      },
    ],
    after: { data_sources: [{ type: "azure_search" }], max_tokens: 9 },
    told: [renamed("max_tokens", "max_completion_tokens"), leftOut("store")],
  },
  {
    what: "logprobs beside reasoning, both at once",
    before: { logprobs: true, top_logprobs: 3 },
    refusals: [refusal("logprobs are not supported with reasoning models.")],
    after: {},
    told: [leftOut("logprobs"), leftOut("top_logprobs")],
  },
  {
    what: "tools beside a reasoning that was not asked for",
    before: { tools },
    refusals: [
      refusal(
        "Function tools with reasoning_effort are not supported for gpt-5.6-luna in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'.",
        { param: "reasoning_effort" },
      ),
    ],
    after: { tools, reasoning_effort: "none" },
    told: ["Reasoning Effort was sent as none, since my-deployment takes no tools beside reasoning."],
  },
  {
    what: "tools beside a reasoning that was asked for",
    before: { tools, reasoning_effort: "high" },
    refusals: [
      refusal(
        "Function tools with reasoning_effort are not supported for gpt-5.4 in /v1/chat/completions. Please use /v1/responses instead.",
        { param: "reasoning_effort" },
      ),
    ],
    after: { tools, reasoning_effort: "none" },
    told: ["Reasoning Effort was sent as none, since my-deployment takes no tools beside reasoning."],
  },
];
