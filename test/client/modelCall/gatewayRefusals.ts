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
  refusal,
} from "./refusals";

/** Refusals in words of their own, or in none. */
export const gatewayCases: readonly MendedCase[] = [
  {
    what: "an effort above the default, which is not none",
    before: { reasoning_effort: "high" },
    refusals: [refusal("`reasoning_effort` must be one of `none` or `default`")],
    after: { reasoning_effort: "default" },
    told: [changed("high", "default")],
  },
  {
    what: "the only value that is allowed, without a word of support",
    before: { temperature: 0.6 },
    refusals: [refusal("invalid temperature: only 1 is allowed for this model")],
    after: {},
    told: [leftOut("Temperature")],
  },
  {
    what: "any form of answers, in the same words for each",
    before: inSchema,
    refusals: [
      refusal("response_format is not supported by this model"),
      refusal("response_format is not supported by this model"),
    ],
    after: {},
    messagesAfter: helloWithForm,
    told: [byPrompt],
  },
  {
    what: "any role of instructions, in the same words for each",
    before: {},
    messages: [brief("developer"), hello],
    refusals: [refusal("Unexpected message role."), refusal("Unexpected message role.")],
    after: {},
    messagesAfter: [{ role: "user", content: "Be brief.\n\nHello" }],
    told: ["The system message was put in front of the first user message, since my-deployment takes none."],
  },
  ...[
    "System messages are not supported with this model.",
    "This model does not support system prompts",
    "Developer instruction is not enabled for models/gemma-3-27b-it",
  ].map((sentence) => ({
    what: `instructions, by the words ${sentence}`,
    before: {},
    messages: [brief("system"), hello],
    refusals: [refusal(sentence)],
    after: {},
    messagesAfter: [{ role: "user", content: "Be brief.\n\nHello" }],
    told: ["The system message was put in front of the first user message, since my-deployment takes none."],
  })),
  {
    what: "a schema, where no message but an answer could hold the form",
    before: inSchema,
    messages: [{ role: "assistant", content: "Hi" }],
    refusals: [refusal("This response_format type is unavailable now")],
    after: { response_format: { type: "json_object" } },
    messagesAfter: [
      { role: "assistant", content: "Hi" },
      { role: "user", content: helloWithForm[0]?.content.replace("Hello\n\n", "") ?? "" },
    ],
    told: [looser],
  },
  {
    what: "any limit of tokens, in the same words for each",
    before: { max_completion_tokens: 9 },
    refusals: [
      refusal("Unsupported: max_tokens, max_completion_tokens"),
      refusal("Unsupported: max_tokens, max_completion_tokens"),
    ],
    after: {},
    told: ["Max Output Tokens was left out, since my-deployment takes it under no name."],
  },
  {
    what: "a list of issues",
    before: { seed: 7, store: true },
    refusals: [
      {
        success: false,
        error: {
          name: "ZodError",
          issues: [
            {
              code: "unrecognized_keys",
              keys: ["seed"],
              path: [],
              message: "Unrecognized key(s) in object: 'seed'",
            },
          ],
        },
      },
    ],
    after: { store: true },
    told: [leftOut("Seed")],
  },
  {
    what: "a code beside the parameter, without a sentence",
    before: { seed: 7 },
    refusals: [{ error: { code: "unsupported_parameter", param: "seed" } }],
    after: {},
    told: [leftOut("Seed")],
  },
];
