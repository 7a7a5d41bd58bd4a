import { connection } from "@prismatic-io/spectral";
import { contentSafetyFields } from "./contentSafetyFields";
import { gatewayFields } from "./gatewayFields";
import { modelFields } from "./modelFields";

/** Connection with an API key of an Azure OpenAI resource, of OpenAI, or of a gateway in front of one. */
export const apiKey = connection({
  key: "apiKey",
  display: {
    label: "API Key",
    description: "Authenticate with a key of an Azure OpenAI resource or of OpenAI",
  },
  inputs: {
    apiKey: {
      label: "API Key",
      type: "password",
      required: false,
      shown: true,
      comments:
        "Key 1 or Key 2 of the Azure OpenAI resource, or a key made at https://platform.openai.com/api-keys. Empty where a gateway asks for Subscription Key alone.",
      placeholder: "Enter the key",
      example: "0123456789abcdef0123456789abcdef",
    },
    endpoint: {
      label: "Endpoint",
      type: "string",
      required: false,
      shown: true,
      comments:
        "The endpoint of the Azure OpenAI resource, a deployment's target URI, or a gateway's address. Empty for OpenAI.",
      placeholder: "Enter the endpoint",
      example: "https://my-resource.openai.azure.com",
    },
    organization: {
      label: "Organization",
      type: "string",
      required: false,
      shown: true,
      comments:
        "The name of the Azure OpenAI resource, needed only when Endpoint is empty. For an OpenAI key, the id of the organization to bill (org-…).",
      placeholder: "Enter a resource name or an organization id",
      example: "my-resource",
    },
    isOpenAIKey: {
      label: "Is OpenAI Key",
      type: "boolean",
      required: false,
      shown: true,
      default: "false",
      comments:
        "When true, the key is of OpenAI or of a provider that speaks like it, and goes out as a bearer token. When false, of an Azure OpenAI resource.",
    },
    apiVersion: {
      label: "API Version",
      type: "string",
      required: false,
      shown: true,
      default: "v1",
      comments:
        "v1 for the current API, preview for its preview features, or a date such as 2024-10-21 for a gateway or resource that needs one. OpenAI has none.",
      placeholder: "Enter a version",
      example: "v1",
    },
    ...modelFields,
    ...gatewayFields,
    ...contentSafetyFields,
  },
});
