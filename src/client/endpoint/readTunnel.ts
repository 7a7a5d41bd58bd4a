import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { Memory } from "../../text/Memory";
import type { Tunnel } from "../network/tunnel";
import { refuseField } from "./FieldError";
import { quoted } from "./quoted";

/** Longest name of a host (RFC 1035), and longest PEM text that is read. */
const longestName = 253;
const longestPem = 200_000;

const hostName = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/;

/** A name as hosts compare it: lower case, without a dot at its end. */
const plainName = (text: string): string => {
  const name = text.trim().toLowerCase();
  return name.endsWith(".") ? name.slice(0, -1) : name;
};

const isName = (text: string): boolean => text.length <= longestName && hostName.test(text);

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value).trim() : "";

const readHost = (entered: string): string => {
  const field = "Host";
  const host = plainName(entered).replace(/^\[|\]$/g, "");
  if (host === "")
    return refuseField(
      field,
      "it is empty.",
      "Choose an on-premises agent for the connection, which fills it in.",
    );
  if (isIP(host) !== 0 || isName(host)) return host;
  return refuseField(
    field,
    `${quoted(entered)} is not a host.`,
    "Choose an on-premises agent for the connection, or enter a name without https:// and without a path.",
  );
};

const readPort = (entered: string): number => {
  const port = /^\d{1,5}$/.test(entered) ? Number(entered) : 0;
  if (port >= 1 && port <= 65_535) return port;
  return refuseField(
    "Port",
    `${quoted(entered)} is not a port.`,
    "Enter a number from 1 to 65535, often 443.",
  );
};

const readTlsName = (entered: string): string => {
  const field = "TLS Name";
  const name = plainName(entered);
  if (isIP(name) !== 0)
    return refuseField(
      field,
      `${quoted(entered)} is an address, and certificates are asked for by name.`,
      "Enter the name on the service's certificate, or leave it empty.",
    );
  if (name === "" || isName(name)) return name;
  return refuseField(field, `${quoted(entered)} is not a name.`, "Enter one such as gateway.plant.example.");
};

/** The certificates of a PEM text, whose line breaks may be lost, or have become blanks or `\n` as it is written. */
const certificatesIn = (pem: string): string[] =>
  Array.from(
    pem.replace(/\\r|\\n/g, "\n").matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g),
    ([, base64 = ""]) =>
      `-----BEGIN CERTIFICATE-----\n${base64.replace(/\s+/g, "").replace(/.{64}(?!$)/g, "$&\n")}\n-----END CERTIFICATE-----`,
  );

/** True for an authority's certificate, and for one that a service issued to itself. */
const isTrustable = (pem: string): boolean => {
  try {
    const certificate = new X509Certificate(pem);
    return certificate.ca || certificate.verify(certificate.publicKey);
  } catch {
    return false;
  }
};

const readTrusted = (entered: string): string => {
  const field = "Trusted Authority";
  if (entered === "") return "";
  const trusted = entered.length <= longestPem ? certificatesIn(entered).filter(isTrustable) : [];
  if (trusted.length > 0) return trusted.join("\n");
  return refuseField(
    field,
    "it is not the certificate of an authority.",
    "Enter the certificate, as PEM text, of the authority that issued the service's certificate, or leave it empty.",
  );
};

const tunnels = new Memory<Tunnel>(50);

const read = (host: string, port: string, tls: string, trusted: string): Tunnel => {
  const tlsName = readTlsName(tls);
  const trustedPem = readTrusted(trusted);
  return {
    host: readHost(host),
    port: readPort(port),
    ...(tlsName && { tlsName }),
    ...(trustedPem && { trustedPem }),
  };
};

/**
 * The tunnel in the fields of a connection that leads through the platform's on-premises agent.
 * @throws FieldError that names the field.
 */
export const readTunnel = (fields: Readonly<Record<string, unknown>>): Tunnel => {
  const entered = ["host", "port", "tlsName", "trustedAuthority"].map((key) => textOf(fields[key]));
  const [host = "", port = "", tls = "", trusted = ""] = entered;
  return tunnels.recall(JSON.stringify(entered), () => read(host, port, tls, trusted));
};
