import { connection } from "@prismatic-io/spectral";
import { contentSafetyFields } from "./contentSafetyFields";
import { gatewayFields } from "./gatewayFields";
import { modelFields } from "./modelFields";
import { serviceFields } from "./serviceFields";

/** Connection with a pasted token, which is valid for about an hour. */
export const entraToken = connection({
  key: "entraToken",
  display: {
    label: "Microsoft Entra Access Token",
    description: "Authenticate with an access token of Microsoft Entra ID, for as long as it is valid",
  },
  inputs: {
    accessToken: {
      label: "Access Token",
      type: "password",
      required: true,
      shown: true,
      comments:
        "A token for Azure OpenAI, for example from az account get-access-token --resource https://cognitiveservices.azure.com. It ends after about an hour and is not renewed.",
      placeholder: "Enter the token",
      example: "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl",
    },
    ...serviceFields,
    audience: {
      label: "Audience",
      type: "string",
      required: false,
      shown: true,
      comments:
        "Whom the token is for, where that is not Azure OpenAI, such as a gateway's application id. A token for another one is refused before it is sent.",
      placeholder: "Enter an address or an application id",
      example: "api://my-gateway",
    },
    ...modelFields,
    ...gatewayFields,
    ...contentSafetyFields,
  },
});
