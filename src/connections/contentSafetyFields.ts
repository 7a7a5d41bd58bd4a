/** Fields of every connection for the Azure AI Content Safety resource that Moderate Content asks. */
export const contentSafetyFields = {
  contentSafetyEndpoint: {
    label: "Content Safety Endpoint",
    type: "string",
    required: false,
    shown: true,
    comments:
      "The endpoint of an Azure AI Content Safety resource, for Moderate Content. Empty means that it asks the connection's own service.",
    placeholder: "Enter the endpoint",
    example: "https://my-safety.cognitiveservices.azure.com",
  },
  contentSafetyKey: {
    label: "Content Safety Key",
    type: "password",
    required: false,
    shown: true,
    comments:
      "Key 1 or Key 2 of that resource. Empty means a token of the connection, or its API Key where Endpoint is of the same resource.",
    placeholder: "Enter the key",
    example: "0123456789abcdef0123456789abcdef",
  },
} as const;
