import { connection } from "@prismatic-io/spectral";
import { automaticCloud, clouds } from "../client/identity/cloud";
import { contentSafetyFields } from "./contentSafetyFields";
import { gatewayFields } from "./gatewayFields";
import { modelFields } from "./modelFields";
import { serviceFields } from "./serviceFields";

const cloudChoices = [
  { label: "By the endpoint", value: automaticCloud },
  ...Object.entries(clouds).map(([value, { label }]) => ({ label, value })),
];

/**
 * Connection with an app registration and its secret or certificate. Its role on the resource decides what it may do.
 */
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
      required: false,
      shown: true,
      comments:
        "The value, not the id, of a client secret from Certificates & secrets of the app registration. Can't be set together with Certificate.",
      placeholder: "Enter the client secret's value",
      example: "abc8Q~exampleexampleexampleexample",
    },
    certificate: {
      label: "Certificate",
      type: "password",
      required: false,
      shown: true,
      comments:
        "A PEM text with the certificate, its private key and, where it has one, its chain. Can't be set together with Client Secret.",
      placeholder: "Enter the PEM text",
      example: "-----BEGIN CERTIFICATE----- … -----END PRIVATE KEY-----",
    },
    certificatePassphrase: {
      label: "Certificate Passphrase",
      type: "password",
      required: false,
      shown: true,
      comments: "The passphrase of the certificate's private key, where it is encrypted.",
      placeholder: "Enter the passphrase",
      example: "correct horse battery staple",
    },
    ...serviceFields,
    ...modelFields,
    cloud: {
      label: "Cloud",
      type: "string",
      required: false,
      shown: true,
      default: automaticCloud,
      model: cloudChoices,
      comments: "The Azure cloud of the resource. By the endpoint means the public cloud behind a gateway.",
      placeholder: "Choose the cloud",
      example: automaticCloud,
    },
    authorityHost: {
      label: "Authority Host",
      type: "string",
      required: false,
      shown: true,
      default: clouds.public.authorityHost,
      comments: "The sign-in address. At its default, it is the one of Cloud.",
      placeholder: "Enter the authority's address",
      example: clouds.public.authorityHost,
    },
    audience: {
      label: "Audience",
      type: "string",
      required: false,
      shown: true,
      comments: `Whom the token is for. Empty means the cloud's own, ${clouds.public.audience}; some resources want https://ai.azure.com, a gateway may want its own application id.`,
      placeholder: "Enter an address or an application id",
      example: "https://ai.azure.com",
    },
    tokenVersion: {
      label: "Token Version",
      type: "string",
      required: false,
      shown: true,
      default: "v2",
      model: [
        { label: "Second version (scope)", value: "v2" },
        { label: "First version (resource)", value: "v1" },
      ],
      comments:
        "Which version of Entra's token endpoint is asked. Some gateways take tokens of the first version alone.",
      placeholder: "Choose a version",
      example: "v2",
    },
    managementHost: {
      label: "Resource Manager Host",
      type: "string",
      required: false,
      shown: true,
      comments:
        "The address of Azure Resource Manager, which lists deployments. Empty means the one of Cloud.",
      placeholder: "Enter an address",
      example: clouds.public.managementHost,
    },
    ...gatewayFields,
    ...contentSafetyFields,
  },
});
