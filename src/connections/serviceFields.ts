const where = "The endpoint of the Azure OpenAI resource, a deployment's target URI, or a gateway's address.";

/** Fields for the service's address, of connections with a token of Microsoft Entra. */
export const serviceFields = {
  endpoint: {
    label: "Endpoint",
    type: "string",
    required: true,
    shown: true,
    comments: `${where} The identity needs the role Cognitive Services OpenAI User on the resource.`,
    placeholder: "Enter the endpoint",
    example: "https://my-resource.openai.azure.com",
  },
  apiVersion: {
    label: "API Version",
    type: "string",
    required: false,
    shown: true,
    default: "v1",
    comments:
      "v1 for the current API, preview for its preview features, or a date such as 2024-10-21 for a gateway or resource that needs one.",
    placeholder: "Enter a version",
    example: "v1",
  },
} as const;
