import type { EnteredConnection } from "./connection";
import { UsageError } from "./usageError";

/** A connection that the environment describes. */
export interface EnvironmentConnection extends EnteredConnection {
  /** For people; holds no secret. */
  description: string;
  secrets: string[];
  /** The variable that each field of the form came from, by the field's label. */
  variables: Record<string, string>;
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

type Read = (name: string) => string;

const trio = ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"];

/** The part of an address that can be shown: a key that was pasted in its place can't. */
const shownAddress = (text: string, variable: string): string => {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && /[.:\]]|^localhost$/.test(url.host) ? url.origin : `the address in ${variable}`;
};

const azureVersion = (read: Read): { field: Record<string, string>; variable: string } => {
  const variable = read("AZURE_OPENAI_API_VERSION") ? "AZURE_OPENAI_API_VERSION" : "OPENAI_API_VERSION";
  const version = read(variable);
  return { field: version === "" ? {} : { apiVersion: version }, variable };
};

const azureConnection = (read: Read): EnvironmentConnection => {
  const endpoint = read("AZURE_OPENAI_ENDPOINT");
  const apiKey = read("AZURE_OPENAI_API_KEY");
  const { field, variable } = azureVersion(read);
  const address = shownAddress(endpoint, "AZURE_OPENAI_ENDPOINT");
  const variables = { Endpoint: "AZURE_OPENAI_ENDPOINT", "API Version": variable };
  if (apiKey !== "") {
    return {
      key: "apiKey",
      fields: { endpoint, apiKey, ...field },
      description: `API Key at ${address} (AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_API_KEY)`,
      secrets: [apiKey],
      variables: { ...variables, "API Key": "AZURE_OPENAI_API_KEY" },
    };
  }
  const missing = trio.filter((name) => read(name) === "");
  if (missing.length === trio.length) {
    throw new UsageError(
      `AZURE_OPENAI_ENDPOINT is set without a credential: set AZURE_OPENAI_API_KEY, or ${trio.join(", ")}. Or add --local.`,
    );
  }
  if (missing.length > 0) {
    throw new UsageError(
      `AZURE_OPENAI_ENDPOINT is set with a part of a service principal: set ${missing.join(" and ")} as well, or AZURE_OPENAI_API_KEY. Or add --local.`,
    );
  }
  const authorityHost = read("AZURE_AUTHORITY_HOST");
  const clientSecret = read("AZURE_CLIENT_SECRET");
  return {
    key: "entraServicePrincipal",
    fields: {
      endpoint,
      tenantId: read("AZURE_TENANT_ID"),
      clientId: read("AZURE_CLIENT_ID"),
      clientSecret,
      ...(authorityHost === "" ? {} : { authorityHost }),
      ...field,
    },
    description: `Microsoft Entra Service Principal at ${address} (AZURE_OPENAI_ENDPOINT, ${trio.join(", ")})`,
    secrets: [clientSecret],
    variables: {
      ...variables,
      "Tenant ID": "AZURE_TENANT_ID",
      "Client ID": "AZURE_CLIENT_ID",
      "Client Secret": "AZURE_CLIENT_SECRET",
      "Authority Host": "AZURE_AUTHORITY_HOST",
    },
  };
};

const openAIConnection = (read: Read): EnvironmentConnection => {
  const apiKey = read("OPENAI_API_KEY");
  const endpoint = read("OPENAI_BASE_URL");
  const organization = read("OPENAI_ORG_ID");
  const address = endpoint === "" ? "OpenAI" : shownAddress(endpoint, "OPENAI_BASE_URL");
  return {
    key: "apiKey",
    fields: {
      apiKey,
      isOpenAIKey: "true",
      ...(endpoint === "" ? {} : { endpoint }),
      ...(organization === "" ? {} : { organization }),
    },
    description: `API Key at ${address} (OPENAI_API_KEY${endpoint === "" ? "" : ", OPENAI_BASE_URL"})`,
    secrets: [apiKey],
    variables: { "API Key": "OPENAI_API_KEY", Endpoint: "OPENAI_BASE_URL", Organization: "OPENAI_ORG_ID" },
  };
};

/**
 * The connection that the environment describes: Azure OpenAI by key, then by service principal, then OpenAI;
 * undefined when it describes none.
 * @throws UsageError that names the variable which is missing.
 */
export const environmentConnection = (environment: Environment): EnvironmentConnection | undefined => {
  const read: Read = (name) => environment[name]?.trim() ?? "";
  if (read("AZURE_OPENAI_ENDPOINT") !== "") return azureConnection(read);
  if (read("AZURE_OPENAI_API_KEY") !== "") {
    throw new UsageError(
      "AZURE_OPENAI_API_KEY is set without an address: set AZURE_OPENAI_ENDPOINT, for example https://my-resource.openai.azure.com. Or add --local.",
    );
  }
  if (read("OPENAI_API_KEY") !== "") return openAIConnection(read);
  if (read("OPENAI_BASE_URL") !== "") {
    throw new UsageError("OPENAI_BASE_URL is set without a key: set OPENAI_API_KEY. Or add --local.");
  }
  return undefined;
};
