import type { ModelsEndpoint } from "../endpoint/endpoint";
import { refuseField } from "../endpoint/FieldError";
import { pairsField } from "./connectionFields";
import type { ConnectionValue } from "./credential";
import { checkHeader, readGatewayKey, reservedHeaders, shownName } from "./gatewayKey";
import { isSecretName, secretsIn, suspectNames, suspectsIn } from "./secretNames";

/** What a gateway demands in addition to the service's credential. */
interface GatewayPass {
  /** The header with the gateway's key, or none. */
  keyHeaders: Readonly<Record<string, string>>;
  extraHeaders: Readonly<Record<string, string>>;
  query: ReadonlyArray<readonly [name: string, spelledValue: string]>;
  /** The gateway's key, and values of headers and parameters whose names say that they are secret. */
  secrets: readonly string[];
  /** Values that look like secrets, under names that do not say so. */
  suspects: readonly string[];
}

const readExtraHeaders = (
  connection: ConnectionValue,
  endpoint: ModelsEndpoint,
  taken: readonly string[],
): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of pairsField(connection, "extraHeaders")) {
    const lowerName = name.toLowerCase();
    if (reservedHeaders.test(lowerName) || lowerName === "content-type" || taken.includes(lowerName)) {
      refuseField(
        "Extra Headers",
        lowerName === "authorization" && !taken.includes(lowerName)
          ? `remove "${name}": enter its value under Subscription Key, and Authorization under Subscription Key Header.`
          : `remove "${name}": the connection sets it.`,
      );
    }
    checkHeader("Extra Headers", name, value);
    headers[lowerName] = value;
  }
  const count = Object.keys(headers).length;
  const { customHeaders } = endpoint.limits;
  if (customHeaders !== undefined && count > customHeaders) {
    refuseField(
      "Extra Headers",
      `there are ${count}.`,
      `Azure takes ${customHeaders} custom headers at most: remove some.`,
    );
  }
  return headers;
};

const readQuery = (
  connection: ConnectionValue,
  endpoint: ModelsEndpoint,
): Array<readonly [name: string, value: string]> => {
  const entered = pairsField(connection, "extraQuery");
  if (entered.some(([name]) => name.toLowerCase() === "api-version")) {
    refuseField("Extra Query Parameters", "remove api-version: it has a field of its own, API Version.");
  }
  const broken = entered.find((pair) => !pair.every((part) => part.isWellFormed()));
  if (broken)
    refuseField(
      "Extra Query Parameters",
      `${shownName(broken[0])} has half a character in its name or value.`,
    );
  const names = new Set(entered.map(([name]) => name));
  const spelled = entered.map(
    ([name, value]) => [encodeURIComponent(name), encodeURIComponent(value)] as const,
  );
  return [...(endpoint.query ?? []).filter(([name]) => !names.has(name)), ...spelled];
};

const unspelled = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};

const none: GatewayPass = { keyHeaders: {}, extraHeaders: {}, query: [], secrets: [], suspects: [] };

/**
 * Reads the connection's fields for a gateway.
 * @param ownHeaders - the headers of the connection's own credential, in lower case
 * @throws FieldError that names the field which can't be used.
 */
export const readGatewayPass = (
  connection: ConnectionValue,
  endpoint: ModelsEndpoint,
  ownHeaders: readonly string[],
): GatewayPass => {
  const { subscriptionKey, extraHeaders, extraQuery } = connection.fields;
  if (!subscriptionKey && !extraHeaders && !extraQuery && !endpoint.query) return none;
  const { headers: keyHeaders, secrets: keySecrets } = readGatewayKey(connection, ownHeaders);
  const headers = readExtraHeaders(connection, endpoint, [...ownHeaders, ...Object.keys(keyHeaders)]);
  const query = readQuery(connection, endpoint);
  const pairs = [
    ...Object.entries(headers),
    ...query.flatMap(([name, value]) =>
      [...new Set([value, unspelled(value)])].map((spelling) => [unspelled(name), spelling] as const),
    ),
  ];
  return {
    keyHeaders,
    extraHeaders: headers,
    query,
    secrets: [
      ...keySecrets,
      ...pairs.flatMap(([name, value]) => (isSecretName(name) ? secretsIn(value) : [])),
    ],
    suspects: [
      ...pairs.flatMap(([name, value]) => (isSecretName(name) ? [] : suspectsIn(name, value))),
      ...suspectNames([...Object.keys(keyHeaders), ...pairs.map(([name]) => name)]),
    ],
  };
};
