import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { isRecord } from "../../platform/isRecord";
import type { TakenConnection } from "./takenStep";

/** A connection as environment variables of the command line. */
interface ConnectionVariables {
  /** What is no secret. */
  values: ReadonlyArray<readonly [variable: string, value: string]>;
  /** Variables of secrets, which have to be set before. */
  secrets: readonly string[];
  /** Variables that would make another connection of these. */
  unset: readonly string[];
  /** Labels of fields that are set and have no variable. */
  leftOut: readonly string[];
}

const gateway = {
  subscriptionKey: "AZURE_OPENAI_SUBSCRIPTION_KEY",
  subscriptionKeyHeader: "AZURE_OPENAI_SUBSCRIPTION_KEY_HEADER",
};

const azure = {
  endpoint: "AZURE_OPENAI_ENDPOINT",
  apiVersion: "AZURE_OPENAI_API_VERSION",
  defaultModel: "AZURE_OPENAI_DEPLOYMENT",
  prices: "AZURE_OPENAI_PRICES",
  contentSafetyEndpoint: "CONTENT_SAFETY_ENDPOINT",
  contentSafetyKey: "CONTENT_SAFETY_KEY",
  ...gateway,
};

const openAI = {
  endpoint: "OPENAI_BASE_URL",
  apiKey: "OPENAI_API_KEY",
  organization: "OPENAI_ORG_ID",
  defaultModel: "OPENAI_MODEL",
  prices: "OPENAI_PRICES",
};

const principal = {
  tenantId: "AZURE_TENANT_ID",
  clientId: "AZURE_CLIENT_ID",
  authorityHost: "AZURE_AUTHORITY_HOST",
  clientSecret: "AZURE_CLIENT_SECRET",
  certificate: "AZURE_CLIENT_CERTIFICATE_PATH",
  certificatePassphrase: "AZURE_CLIENT_CERTIFICATE_PASSWORD",
};

/** Variables by field, and those that the command line would read before them. */
type Names = readonly [names: Readonly<Record<string, string>>, unset: readonly string[]];

const azureKey = "AZURE_OPENAI_API_KEY";
const azureToken = "AZURE_OPENAI_AD_TOKEN";

const isTrue = (value: unknown): boolean => String(value).toLowerCase() === "true";

const namesFor = ({ key, fields, secretFields }: TakenConnection): Names | undefined => {
  if (key === "apiKey" && isTrue(fields["isOpenAIKey"])) {
    const names = fields["endpoint"] === undefined ? openAI : { ...openAI, ...gateway };
    return [names, ["AZURE_OPENAI_ENDPOINT", azureKey, azureToken]];
  }
  if (key === "apiKey") {
    const isKeyless = !secretFields.includes("apiKey");
    return [{ ...azure, apiKey: azureKey }, isKeyless ? [azureKey, azureToken] : []];
  }
  if (key === "entraToken") return [{ ...azure, accessToken: azureToken }, [azureKey]];
  if (key === "entraServicePrincipal") return [{ ...azure, ...principal }, [azureKey, azureToken]];
  return undefined;
};

const textOf = (value: unknown): string =>
  Array.isArray(value)
    ? value
        .filter(isRecord)
        .map((row) => `${row["key"]}=${row["value"]}`)
        .join(",")
    : String(value);

/**
 * The variables that describe a connection to the command line; undefined for a kind that it can't have.
 * @param prefix - stands before each name, for the fallback connection
 */
export const connectionVariables = (
  { connections }: Component,
  connection: TakenConnection,
  prefix = "",
): ConnectionVariables | undefined => {
  const found = namesFor(connection);
  if (!found) return undefined;
  const [names, unset] = found;
  const inputs = connections.find(({ key }) => key === connection.key)?.inputs ?? [];
  const ofField = (field: string) => inputs.find(({ key }) => key === field);
  const isSet = (field: string) => connection.secretFields.includes(field);
  const entered = Object.entries(connection.fields).filter(
    ([field, value]) =>
      textOf(value) !== textOf(ofField(field)?.default ?? "") &&
      field !== "isOpenAIKey" &&
      (field !== "subscriptionKeyHeader" || isSet("subscriptionKey")),
  );
  const isNamed = (field: string) => names[field] !== undefined;
  const unnamed = [...entered.map(([field]) => field), ...connection.secretFields].filter(
    (field) => !isNamed(field),
  );
  return {
    values: entered
      .filter(([field]) => isNamed(field))
      .map(([field, value]) => [`${prefix}${names[field]}`, textOf(value)]),
    secrets: connection.secretFields.filter(isNamed).map((field) => `${prefix}${names[field]}`),
    unset: unset.map((name) => `${prefix}${name}`),
    leftOut: unnamed.map((field) => ofField(field)?.label ?? field),
  };
};
