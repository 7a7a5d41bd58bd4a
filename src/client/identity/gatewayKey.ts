import { validateHeaderName, validateHeaderValue } from "node:http";
import { withoutEnds } from "../../text/withoutEnds";
import { refuseField } from "../endpoint/FieldError";
import { quoted } from "../endpoint/quoted";
import { textField } from "./connectionFields";
import type { ConnectionValue } from "./credential";
import { sendableSecret } from "./pastedKey";

/** Azure API Management's header for its key, unless it was renamed (its documentation). */
export const defaultSubscriptionKeyHeader = "Ocp-Apim-Subscription-Key";

/** Headers of the credential and of the transport. Another value would break the request. */
export const reservedHeaders =
  /^(api-key|authorization|proxy-authorization|host|content-length|transfer-encoding|connection|upgrade|te|trailer|expect|accept-encoding)$/;

/** A header's or parameter's name for a refusal, hidden where it may be a secret of another field. */
export const shownName = (name: string): string => quoted(name, "a name");

/** True for a header that can be sent. `__proto__` can't be: objects don't keep it as a name. */
export const isSendableHeader = (name: string, value: string): boolean => {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return name.toLowerCase() !== "__proto__";
  } catch {
    return false;
  }
};

/**
 * Refuses a header that can't be sent.
 * @throws FieldError that names the field. It never shows the value.
 */
export const checkHeader = (field: string, name: string, value: string): void => {
  if (!isSendableHeader(name, value))
    refuseField(
      field,
      `${quoted(name, "a header")} has a character in its name or value that headers can't have.`,
    );
};

/** The header with the gateway's key, and which texts of it are secret. */
interface GatewayKey {
  headers: Readonly<Record<string, string>>;
  secrets: readonly string[];
}

const field = "Subscription Key";
const basicScheme = /^["'`]?(?:Authorization:\s?)?Basic\s+/i;

/** The value of Basic authentication: `user:password` is encoded, unless it already is. */
const basicKey = (pasted: string): { value: string; secrets: string[] } => {
  const credentials = withoutEnds(pasted, "", "\"'`,;");
  const encoded = credentials.includes(":")
    ? Buffer.from(credentials).toString("base64")
    : sendableSecret(field, credentials);
  const decoded = Buffer.from(encoded, "base64").toString();
  const password = decoded.slice(decoded.indexOf(":") + 1);
  if (!decoded.includes(":") || decoded.includes("\uFFFD"))
    refuseField(field, "behind Basic stands user:password, as it is or in Base64.", "Enter it again.");
  return { value: `Basic ${encoded}`, secrets: [`Basic ${encoded}`, encoded, decoded, password] };
};

const headerName = (
  connection: ConnectionValue,
  { isBasic, ownHeaders }: { isBasic: boolean; ownHeaders: readonly string[] },
): string => {
  const label = "Subscription Key Header";
  const name = textField(connection, "subscriptionKeyHeader") || defaultSubscriptionKeyHeader;
  checkHeader(label, name, "");
  const lowerName = name.toLowerCase();
  if (ownHeaders.includes(lowerName)) {
    refuseField(
      label,
      `${lowerName} carries the connection's own credential already.`,
      "Enter the gateway's header.",
    );
  }
  if (reservedHeaders.test(lowerName) && lowerName !== "api-key" && lowerName !== "authorization") {
    refuseField(label, `${lowerName} is set by the transport.`, "Enter the gateway's header.");
  }
  if (isBasic && lowerName === defaultSubscriptionKeyHeader.toLowerCase())
    refuseField(label, "a gateway takes Basic under another header.", "Enter Authorization.");
  return lowerName;
};

/**
 * Reads the gateway's key. In the header Authorization, it is sent as a bearer token, unless it begins with Basic.
 * @param ownHeaders - the headers of the connection's own credential, in lower case
 * @throws FieldError that names the field which can't be used.
 */
export const readGatewayKey = (connection: ConnectionValue, ownHeaders: readonly string[]): GatewayKey => {
  const pasted = textField(connection, "subscriptionKey");
  const scheme = basicScheme.exec(pasted)?.[0];
  if (scheme) {
    const name = headerName(connection, { isBasic: true, ownHeaders });
    const { value, secrets } = basicKey(pasted.slice(scheme.length));
    return { headers: { [name]: value }, secrets: secrets.filter((secret) => secret !== "") };
  }
  const key = sendableSecret(field, pasted);
  if (key === "") return { headers: {}, secrets: [] };
  const name = headerName(connection, { isBasic: false, ownHeaders });
  const value = name === "authorization" ? `Bearer ${key}` : key;
  return { headers: { [name]: value }, secrets: [...new Set([value, key])] };
};
