import type { Endpoint } from "./endpoint";
import { entraToken, forgetEntraToken, type TokenRequest } from "./entraTokens";

/** What a connection proves itself with. The only reader of secrets besides the token cache. */
export interface Credential {
  /** The headers that carry the credential; they are put on the wire and nowhere else. */
  headers(): Record<string, string> | Promise<Record<string, string>>;
  /** Forgets the headers that the service just refused; false when there is nothing newer to try with. */
  renew(refused: Readonly<Record<string, string>>): boolean;
  /** Every text that must not appear in a log, an error or an output. */
  secrets(): string[];
}

/** A connection as the platform hands it to a step. */
export interface ConnectionValue {
  key: string;
  configVarKey: string;
  fields: Readonly<Record<string, unknown>>;
}

/** A connection field that is missing or malformed; the message names it by its label. */
export class CredentialError extends Error {
  override name = "CredentialError";
}

const field = ({ fields }: ConnectionValue, key: string): string => {
  const value = fields[key];
  return typeof value === "string" ? value.trim() : "";
};

/** A boolean field of a connection, which may arrive as text. */
export const isTrue = (value: unknown): boolean =>
  value === true || String(value).trim().toLowerCase() === "true";

const requiredField = (connection: ConnectionValue, key: string, label: string): string => {
  const value = field(connection, key);
  if (value === "") throw new CredentialError(`${label}: it is empty. Enter it in the connection.`);
  return value;
};

const unsendable = /[^\u0021-\u007e]/;

const keyCredential = (connection: ConnectionValue, endpoint: Endpoint): Credential => {
  const key = requiredField(connection, "apiKey", "API Key")
    .replace(/^["']|["']$/g, "")
    .replace(/^Bearer\s+/i, "");
  if (unsendable.test(key)) {
    throw new CredentialError(
      "API Key: it contains a space or a character that keys don't have. Copy the key again.",
    );
  }
  const organization = field(connection, "organization");
  const headers: Record<string, string> =
    endpoint.flavour === "openai" ? { authorization: `Bearer ${key}` } : { "api-key": key };
  // The field may hold the name of an Azure resource instead.
  if (endpoint.flavour === "openai" && organization.startsWith("org-")) {
    headers["openai-organization"] = organization;
  }
  return { headers: () => headers, renew: () => false, secrets: () => [key] };
};

/** Scopes by cloud, known by the authority's host (Azure SDK audience constants; China is the general pattern). */
const scopeFor = (authorityHost: string): string => {
  const { hostname } = new URL(authorityHost);
  if (hostname === "login.microsoftonline.us") return "https://cognitiveservices.azure.us/.default";
  if (hostname.endsWith(".chinacloudapi.cn") || hostname.endsWith(".partner.microsoftonline.cn")) {
    return "https://cognitiveservices.azure.cn/.default";
  }
  return "https://cognitiveservices.azure.com/.default";
};

/** Authority of the public cloud (the identity library's constant). */
export const publicAuthorityHost = "https://login.microsoftonline.com";

const authorityHostOf = (connection: ConnectionValue): string => {
  const entered = field(connection, "authorityHost") || publicAuthorityHost;
  const text = /^https?:\/\//i.test(entered) ? entered : `https://${entered}`;
  if (!URL.canParse(text) || new URL(text).protocol !== "https:") {
    throw new CredentialError(
      `Authority Host: "${entered}" is not an https address. Enter one such as ${publicAuthorityHost}.`,
    );
  }
  return new URL(text).origin;
};

const servicePrincipalCredential = (connection: ConnectionValue): Credential => {
  const authorityHost = authorityHostOf(connection);
  const request: TokenRequest = {
    tenantId: requiredField(connection, "tenantId", "Tenant ID"),
    clientId: requiredField(connection, "clientId", "Client ID"),
    clientSecret: requiredField(connection, "clientSecret", "Client Secret"),
    authorityHost,
    scope: scopeFor(authorityHost),
  };
  if (!/^[a-z0-9.-]+$/i.test(request.tenantId)) {
    throw new CredentialError(
      "Tenant ID: enter the directory id or a domain such as contoso.onmicrosoft.com.",
    );
  }
  const tokens = new Set<string>();
  return {
    headers: async () => {
      const token = await entraToken(request);
      tokens.add(token);
      return { authorization: `Bearer ${token}` };
    },
    renew: ({ authorization = "" }) => {
      forgetEntraToken(request, authorization.replace("Bearer ", ""));
      return true;
    },
    secrets: () => [request.clientSecret, ...tokens],
  };
};

/**
 * The credential of a connection, by its key.
 * @throws CredentialError that names the field by its label.
 */
export const createCredential = (connection: ConnectionValue, endpoint: Endpoint): Credential => {
  switch (connection.key) {
    case "apiKey":
      return keyCredential(connection, endpoint);
    case "entraServicePrincipal":
      return servicePrincipalCredential(connection);
    default:
      throw new CredentialError(`Connection: "${connection.key}" is not a connection of this connector.`);
  }
};
