import {
  OAuth2PkceMethod,
  OAuth2Type,
  oauth2Connection,
  templateConnectionInputs,
} from "@prismatic-io/spectral";
import { clouds } from "../client/identity/cloud";
import { contentSafetyFields } from "./contentSafetyFields";
import { gatewayFields } from "./gatewayFields";
import { modelFields } from "./modelFields";
import { serviceFields } from "./serviceFields";

const authorityHost = {
  label: "Authority Host",
  type: "string" as const,
  required: true,
  shown: true,
  default: clouds.public.authorityHost,
  model: Object.values(clouds).map((cloud) => ({ label: cloud.label, value: cloud.authorityHost })),
  comments: "The cloud in which the users sign in.",
  placeholder: "Choose the cloud",
  example: clouds.public.authorityHost,
};

/** Connection with a user's sign-in and rights. The platform keeps the token and renews it. */
export const entraUser = oauth2Connection({
  key: "entraUser",
  display: {
    label: "Microsoft Entra User",
    description: "Authenticate by the sign-in of a user of Microsoft Entra ID",
  },
  oauth2Type: OAuth2Type.AuthorizationCode,
  oauth2PkceMethod: OAuth2PkceMethod.S256,
  inputs: templateConnectionInputs(
    {
      tenantId: {
        label: "Tenant ID",
        type: "string",
        required: true,
        shown: true,
        default: "organizations",
        comments:
          "The directory (tenant) ID of the users, or organizations for users of any tenant that consents.",
        placeholder: "Enter the tenant ID",
        example: "00000000-0000-0000-0000-000000000000",
      },
      clientId: {
        label: "Client ID",
        type: "string",
        required: true,
        shown: true,
        comments:
          "The application (client) ID from the overview of the app registration. The app has the platform's callback address as a web redirect URI.",
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
      audience: {
        label: "Audience",
        type: "string",
        required: true,
        shown: true,
        default: clouds.public.audience,
        comments: `Whom the token is for: ${clouds.usGovernment.audience} for US Government; a gateway may want its own application id.`,
        placeholder: "Enter an address or an application id",
        example: clouds.public.audience,
      },
      authorityHost,
      ...serviceFields,
      ...modelFields,
      ...gatewayFields,
      ...contentSafetyFields,
    },
    {
      authorizeUrl: {
        type: "template",
        label: "Authorize URL",
        comments: "Where users sign in, made of Authority Host and Tenant ID.",
        templateValue: "{{#authorityHost}}/{{#tenantId}}/oauth2/v2.0/authorize",
      },
      tokenUrl: {
        type: "template",
        label: "Token URL",
        comments: "Where the platform exchanges and renews tokens, made of Authority Host and Tenant ID.",
        templateValue: "{{#authorityHost}}/{{#tenantId}}/oauth2/v2.0/token",
      },
      scopes: {
        type: "template",
        label: "Scopes",
        comments: "What the sign-in asks for, made of Audience.",
        templateValue: "{{#audience}}/.default offline_access",
      },
    },
    OAuth2Type.AuthorizationCode,
  ),
});
