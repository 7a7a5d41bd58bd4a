/** What steps go by that do not say it themselves; every connection has these. */
export const modelFields = {
  defaultModel: {
    label: "Default Model / Deployment",
    type: "string",
    required: false,
    shown: true,
    comments:
      "The deployment or model that answers steps whose Model / Deployment Name is empty. Empty means that of a target URI in Endpoint, or gpt-5.4 on OpenAI; images have their own.",
    placeholder: "Enter a deployment or model name",
    example: "my-gpt",
  },
} as const;
