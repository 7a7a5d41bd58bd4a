import { azureCredential, type DescribedFields, type Read } from "./azureCredential";
import type { EnteredConnection } from "./connection";
import { modelFields } from "./modelFields";
import { safetyFields } from "./safetyFields";
import { IncompleteConnectionError, UsageError } from "./usageError";

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

const keyVariable = "AZURE_OPENAI_SUBSCRIPTION_KEY";
const headerVariable = "AZURE_OPENAI_SUBSCRIPTION_KEY_HEADER";

/** The part of an address that can be shown: a key that was pasted in its place can't. */
export const shownAddress = (text: string, variable: string): string => {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && /[.:\]]|^localhost$/.test(url.host) ? url.origin : `the address in ${variable}`;
};

/** The key of the gateway that stands at the address, if there is one. */
const gatewayFields = (read: Read): DescribedFields => {
  const subscriptionKey = read(keyVariable);
  const subscriptionKeyHeader = read(headerVariable);
  if (subscriptionKey === "" && subscriptionKeyHeader !== "") {
    throw new IncompleteConnectionError(`${headerVariable} is set without a key: set ${keyVariable}.`);
  }
  if (subscriptionKey === "") return { fields: {}, secrets: [], variables: {}, used: [] };
  return {
    fields: { subscriptionKey, ...(subscriptionKeyHeader && { subscriptionKeyHeader }) },
    secrets: [subscriptionKey],
    variables: { "Subscription Key": keyVariable, "Subscription Key Header": headerVariable },
    used: [keyVariable],
  };
};

const azureVersion = (read: Read): { field: Record<string, string>; variable: string } => {
  const variable = read("AZURE_OPENAI_API_VERSION") ? "AZURE_OPENAI_API_VERSION" : "OPENAI_API_VERSION";
  const version = read(variable);
  return { field: version === "" ? {} : { apiVersion: version }, variable };
};

const azureConnection = (read: Read): EnvironmentConnection => {
  const endpoint = read("AZURE_OPENAI_ENDPOINT");
  const { key, label, ...credential } = azureCredential(read);
  const gateway = gatewayFields(read);
  const version = azureVersion(read);
  const safety = safetyFields(read);
  const model = modelFields(read, "AZURE_OPENAI_DEPLOYMENT", "AZURE_OPENAI_PRICES");
  const address = shownAddress(endpoint, "AZURE_OPENAI_ENDPOINT");
  const used = ["AZURE_OPENAI_ENDPOINT", ...credential.used, ...gateway.used, ...safety.used];
  return {
    key,
    fields: {
      ...{ endpoint, ...credential.fields, ...version.field },
      ...{ ...model.fields, ...gateway.fields, ...safety.fields },
    },
    description: `${label} at ${address} (${used.join(", ")})`,
    secrets: [...credential.secrets, ...gateway.secrets, ...safety.secrets],
    variables: {
      Endpoint: "AZURE_OPENAI_ENDPOINT",
      "API Version": version.variable,
      ...model.variables,
      ...credential.variables,
      ...gateway.variables,
      ...safety.variables,
    },
  };
};

/** The connection to OpenAI. A gateway's key is sent only where an address is named: OpenAI itself has no gateway. */
const openAIConnection = (read: Read): EnvironmentConnection => {
  const apiKey = read("OPENAI_API_KEY");
  const endpoint = read("OPENAI_BASE_URL");
  const organization = read("OPENAI_ORG_ID");
  const isOpenAI = endpoint === "";
  const gateway = gatewayFields(isOpenAI ? () => "" : read);
  const model = modelFields(read, "OPENAI_MODEL", "OPENAI_PRICES");
  const address = isOpenAI ? "OpenAI" : shownAddress(endpoint, "OPENAI_BASE_URL");
  const used = ["OPENAI_API_KEY", ...(isOpenAI ? [] : ["OPENAI_BASE_URL"]), ...gateway.used];
  return {
    key: "apiKey",
    fields: {
      apiKey,
      isOpenAIKey: "true",
      ...(isOpenAI ? {} : { endpoint }),
      ...(organization === "" ? {} : { organization }),
      ...model.fields,
      ...gateway.fields,
    },
    description: `API Key at ${address} (${used.join(", ")})`,
    secrets: [apiKey, ...gateway.secrets],
    variables: {
      "API Key": "OPENAI_API_KEY",
      Endpoint: "OPENAI_BASE_URL",
      Organization: "OPENAI_ORG_ID",
      ...model.variables,
      ...gateway.variables,
    },
  };
};

const refuseWithoutAddress = (variable: string): never => {
  throw new IncompleteConnectionError(
    `${variable} is set without an address: set AZURE_OPENAI_ENDPOINT, for example https://my-resource.openai.azure.com.`,
  );
};

/**
 * The connection that the environment describes: Azure OpenAI by key, by token, by service principal, then OpenAI;
 * undefined when it describes none.
 * @throws UsageError that names the variable which is missing or can't be used.
 */
export const environmentConnection = (environment: Environment): EnvironmentConnection | undefined => {
  const read: Read = (name) => environment[name]?.trim() ?? "";
  if (read("AZURE_OPENAI_ENDPOINT") !== "") return azureConnection(read);
  for (const variable of ["AZURE_OPENAI_API_KEY", "AZURE_OPENAI_AD_TOKEN"]) {
    if (read(variable) !== "") refuseWithoutAddress(variable);
  }
  if (read("OPENAI_API_KEY") !== "") return openAIConnection(read);
  if (read("OPENAI_BASE_URL") !== "") {
    throw new IncompleteConnectionError("OPENAI_BASE_URL is set without a key: set OPENAI_API_KEY.");
  }
  if (read(keyVariable) !== "") refuseWithoutAddress(keyVariable);
  return undefined;
};

const fallbackPrefix = "FALLBACK_";

/**
 * The fallback connection that the environment describes: by the same variables with `FALLBACK_` in front.
 * @throws UsageError that names the variable which is missing or can't be used.
 */
export const fallbackFromEnvironment = (environment: Environment): EnvironmentConnection | undefined => {
  const own = Object.entries(environment).flatMap(([name, value]) =>
    name.startsWith(fallbackPrefix) ? [[name.slice(fallbackPrefix.length), value] as const] : [],
  );
  try {
    return environmentConnection(Object.fromEntries(own));
  } catch (error) {
    const place = `Of the variables that begin with ${fallbackPrefix}:`;
    throw error instanceof UsageError ? error.with({ place }) : error;
  }
};
