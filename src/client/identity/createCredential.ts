import { Memory } from "../../text/Memory";
import { connectionKind } from "../endpoint/connectionKind";
import type { ModelsEndpoint } from "../endpoint/endpoint";
import { refuseField } from "../endpoint/FieldError";
import { quoted } from "../endpoint/quoted";
import { connectionCloud, dataResource, dataScope } from "./cloud";
import { requiredField, textField } from "./connectionFields";
import type { ConnectionValue, Credential } from "./credential";
import { readGatewayPass } from "./gateway";
import { enteredPasswords } from "./passwordFields";
import { sendableSecret } from "./pastedKey";
import { suspectNames, suspectsIn } from "./secretNames";
import { servicePrincipalCredential } from "./servicePrincipal";
import { pastedTokenCredential, signInCredential } from "./tokenCredentials";

/** A credential without the gateway's headers and parameters. */
type OwnCredential = Pick<Credential, "headers" | "renew" | "secrets">;

const keyCredential = (connection: ConnectionValue, endpoint: ModelsEndpoint): OwnCredential => {
  const hasGatewayKey = textField(connection, "subscriptionKey") !== "";
  const entered = hasGatewayKey
    ? textField(connection, "apiKey")
    : requiredField(connection, "apiKey", "API Key");
  const key = sendableSecret("API Key", entered);
  const headers: Record<string, string> = {};
  // The key may be empty: a gateway with its own access to the service demands its own key alone.
  if (key !== "" && endpoint.api === "openai") headers["authorization"] = `Bearer ${key}`;
  else if (key !== "") headers["api-key"] = key;
  if (endpoint.api === "openai" && endpoint.organization)
    headers["openai-organization"] = endpoint.organization;
  return { headers: () => headers, renew: () => false, secrets: () => (key === "" ? [] : [key]) };
};

const ownCredential = (connection: ConnectionValue, endpoint: ModelsEndpoint): OwnCredential => {
  switch (connectionKind(connection.key)) {
    case "apiKey":
      return keyCredential(connection, endpoint);
    case "entraServicePrincipal": {
      const cloud = connectionCloud(connection, endpoint);
      return servicePrincipalCredential(
        connection,
        cloud,
        dataScope(connection, cloud),
        dataResource(connection, cloud),
      );
    }
    case "entraUser":
      return signInCredential(connection);
    case "entraToken":
      return pastedTokenCredential(connection, endpoint);
    default:
      return refuseField(
        "Connection",
        `${quoted(connection.key, "its kind")} is not a connection of this connector.`,
      );
  }
};

const keyHeadersOf = ({ key }: ConnectionValue, own: OwnCredential): string[] => {
  if (connectionKind(key) !== "apiKey") return ["authorization"];
  return Object.keys(own.headers());
};

/** Texts that look like secrets in an id field or in the address. */
const misplaced = (connection: ConnectionValue, { basePath }: ModelsEndpoint): string[] => [
  ...["tenantId", "clientId"].flatMap((key) => suspectsIn(key, textField(connection, key))),
  ...suspectNames(basePath.split("/")),
];

const readCredential = (connection: ConnectionValue, endpoint: ModelsEndpoint): Credential => {
  const own = ownCredential(connection, endpoint);
  const {
    keyHeaders,
    extraHeaders,
    query,
    secrets,
    suspects: unnamed,
  } = readGatewayPass(connection, endpoint, keyHeadersOf(connection, own));
  const suspects = [...enteredPasswords(connection), ...misplaced(connection, endpoint), ...unnamed];
  if (Object.keys(keyHeaders).length === 0 && secrets.length === 0)
    return { ...own, extraHeaders, query, suspects };
  return {
    headers: (signal) => {
      const headers = own.headers(signal);
      return headers instanceof Promise
        ? headers.then((ready) => ({ ...ready, ...keyHeaders }))
        : { ...headers, ...keyHeaders };
    },
    extraHeaders,
    query,
    suspects,
    renew: own.renew,
    secrets: () => [...own.secrets(), ...secrets],
  };
};

/**
 * Credentials of connections with a key. Every step asks for its own, and reading the form takes a tenth of a call.
 */
const keyCredentials = new Memory<Credential>(200);

/**
 * The credential of a connection, with its gateway's headers and parameters.
 * @throws FieldError that names the field by its label.
 */
export const createCredential = (connection: ConnectionValue, endpoint: ModelsEndpoint): Credential => {
  const { key, fields, token } = connection;
  const isText = Object.values(fields).every((value) => typeof value === "string");
  // A token changes while its connection stays the same, so it is not remembered.
  if (connectionKind(key) !== "apiKey" || token !== undefined || !isText)
    return readCredential(connection, endpoint);
  return keyCredentials.recall(JSON.stringify([fields, endpoint.api, endpoint.baseUrl]), () =>
    readCredential(connection, endpoint),
  );
};
