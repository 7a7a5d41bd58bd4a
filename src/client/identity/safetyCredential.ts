import { connectionKind } from "../endpoint/connectionKind";
import type { ModelsEndpoint, SafetyEndpoint } from "../endpoint/endpoint";
import { cloudOfHost, isLoopback } from "../endpoint/endpointHosts";
import { refuseField } from "../endpoint/FieldError";
import { connectionCloud, dataScope } from "./cloud";
import { textField } from "./connectionFields";
import type { ConnectionValue, Credential } from "./credential";
import { defaultSubscriptionKeyHeader } from "./gatewayKey";
import { sendableSecret } from "./pastedKey";
import { servicePrincipalCredential } from "./servicePrincipal";
import { pastedTokenCredential, signInCredential } from "./tokenCredentials";

/** A credential for Content Safety alone. */
type SafetyCredential = Pick<Credential, "headers" | "renew" | "secrets">;

const label = "Content Safety Key";

const keyCredential = (key: string): SafetyCredential => {
  const headers = { [defaultSubscriptionKeyHeader.toLowerCase()]: key };
  return { headers: () => headers, renew: () => false, secrets: () => [key] };
};

/** The domains under which one resource has the same name. Behind the regional ones, there are many resources. */
const resourceHost = /^([a-z0-9-]+)\.(?:openai|cognitiveservices|services\.ai)\.azure\.(com|us|cn)$/;

/** The resource's name and cloud in a host; undefined for any other host. */
const resourceIn = (origin: string): string | undefined =>
  resourceHost.exec(new URL(origin).hostname)?.slice(1).join(".");

const isSameResource = (own: ModelsEndpoint, { origin }: SafetyEndpoint): boolean =>
  own.origin === origin ||
  (resourceIn(origin) !== undefined && resourceIn(origin) === resourceIn(own.origin));

const apiKeyOf = (
  connection: ConnectionValue,
  own: ModelsEndpoint,
  endpoint: SafetyEndpoint,
): SafetyCredential => {
  const key = sendableSecret("API Key", textField(connection, "apiKey"));
  if (key !== "" && own.api !== "openai" && isSameResource(own, endpoint)) return keyCredential(key);
  return refuseField(
    label,
    `it is empty, and API Key is not for ${endpoint.origin}.`,
    "Enter Key 1 of the Content Safety resource.",
  );
};

/** A token is for resources of Azure in its cloud: it goes to no other host but the connection's own. */
const checkTokenHost = (
  connection: ConnectionValue,
  own: ModelsEndpoint,
  { origin, host }: SafetyEndpoint,
): void => {
  const { hostname } = new URL(origin);
  if (own.origin === origin || isLoopback(hostname)) return;
  const isOfCloud = cloudOfHost(hostname) === connectionCloud(connection, own).name;
  if (host !== "azure" || !isOfCloud)
    refuseField(
      label,
      `it is empty, and the connection's token is not for ${origin}.`,
      "Enter the key of the Content Safety resource.",
    );
};

const tokenOf = (
  connection: ConnectionValue,
  own: ModelsEndpoint,
  endpoint: SafetyEndpoint,
): SafetyCredential => {
  checkTokenHost(connection, own, endpoint);
  if (connection.key === "entraUser") return signInCredential(connection);
  if (connection.key === "entraToken") return pastedTokenCredential(connection, own);
  const cloud = connectionCloud(connection, own);
  // An Audience of the form may be a gateway's, whose tokens no resource takes.
  const scope = own.origin === endpoint.origin ? dataScope(connection, cloud) : `${cloud.audience}/.default`;
  return servicePrincipalCredential(connection, cloud, scope);
};

/**
 * The credential for the Content Safety resource: its own key, else what the connection has that is meant for it.
 * @throws FieldError that names the field, where the connection has nothing for this host.
 */
export const safetyCredential = (
  connection: ConnectionValue,
  own: ModelsEndpoint,
  endpoint: SafetyEndpoint,
): SafetyCredential => {
  const key = sendableSecret(label, textField(connection, "contentSafetyKey"));
  if (key !== "") return keyCredential(key);
  return connectionKind(connection.key) === "apiKey"
    ? apiKeyOf(connection, own, endpoint)
    : tokenOf(connection, own, endpoint);
};
