import { connection } from "@prismatic-io/spectral";
import { publicAuthorityHost } from "../client/credentials";

/** An app registration with a client secret; its role on the resource decides what it may do. */
export const entraServicePrincipal = connection({
  key: "entraServicePrincipal",
  display: {
    label: "Microsoft Entra Service Principal",
    description: "Authenticate with an app registration of Microsoft Entra ID",
  },
  inputs: {
    tenantId: {
      label: "Tenant ID",
      type: "string",
      required: true,
      shown: true,
      comments: "The directory (tenant) ID from the overview of the app registration.",
      placeholder: "Enter the tenant ID",
      example: "00000000-0000-0000-0000-000000000000",
    },
    clientId: {
      label: "Client ID",
      type: "string",
      required: true,
      shown: true,
      comments: "The application (client) ID from the overview of the app registration.",
      placeholder: "Enter the client ID",
      example: "11111111-1111-1111-1111-111111111111",
    },
    clientSecret: {
      label: "Client Secret",
      type: "password",
      required: true,
      shown: true,
      comments:
        "The value, not the id, of a client secret from Certificates & secrets of the app registration.",
      placeholder: "Enter the client secret's value",
      example: "abc8Q~exampleexampleexampleexample",
    },
    endpoint: {
      label: "Endpoint",
      type: "string",
      required: true,
      shown: true,
      comments:
        "The endpoint from Keys and Endpoint of the Azure OpenAI resource, or the target URI of a deployment. The app needs the role Cognitive Services OpenAI User on the resource.",
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
    authorityHost: {
      label: "Authority Host",
      type: "string",
      required: false,
      shown: true,
      default: publicAuthorityHost,
      comments:
        "The sign-in address of the cloud: https://login.microsoftonline.com, or https://login.microsoftonline.us for US Government.",
      placeholder: "Enter the authority's address",
      example: publicAuthorityHost,
    },
  },
});
