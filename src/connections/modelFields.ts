/** Fields of every connection with defaults for its steps. */
export const modelFields = {
  defaultModel: {
    label: "Default Model / Deployment",
    type: "string",
    required: false,
    shown: true,
    comments:
      "What answers steps whose Model / Deployment Name is empty. Empty means the deployment of a target URI in Endpoint, or gpt-5.4 on OpenAI.",
    placeholder: "Enter a deployment or model name",
    example: "my-gpt",
  },
  prices: {
    label: { key: "Model / Deployment", value: "Prices" },
    type: "string",
    collection: "keyvaluelist",
    required: false,
    shown: true,
    comments:
      "What a million input, cached input and output tokens of a model or deployment cost, in any currency. Steps tell their cost by it.",
    placeholder: "Enter prices such as 1.25 / 0.125 / 10",
    example: "1.25 / 0.125 / 10",
  },
} as const;
