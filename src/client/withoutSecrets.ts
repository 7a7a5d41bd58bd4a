import type { WireResponse } from "./answer";
import { createRedactor, type Redactor } from "./redaction";
import type { ResponseHeaders } from "./retryTiming";

/** Shorter secrets are not looked for in answers: they would be found in ordinary words. */
const shortestEchoedSecret = 12;

const cleanHeaders = (headers: ResponseHeaders, redact: Redactor): ResponseHeaders =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(redact) : value === undefined ? value : redact(value),
    ]),
  );

/** The body with JSON's escapes resolved, since a secret may be spelled with them; undefined when it is no JSON. */
const unescaped = (body: Buffer): string | undefined => {
  if (!body.includes("\\u00") && !body.includes("\\/")) return undefined;
  try {
    return JSON.stringify(JSON.parse(body.toString("utf8")));
  } catch {
    return undefined;
  }
};

const cleanBody = (body: Buffer, secrets: readonly string[], redact: Redactor): Buffer => {
  if (secrets.some((secret) => body.includes(secret))) return Buffer.from(redact(body.toString("utf8")));
  const text = unescaped(body);
  return text !== undefined && secrets.some((secret) => text.includes(secret))
    ? Buffer.from(redact(text))
    : body;
};

/**
 * A response without the credential, should the service or a proxy echo it: nothing made from it (an output, an
 * error, a log line) can show it then. A response that echoes nothing is handed on as it is.
 */
export const withoutSecrets = (response: WireResponse, allSecrets: readonly string[]): WireResponse => {
  const secrets = allSecrets.filter((secret) => secret.length >= shortestEchoedSecret);
  if (secrets.length === 0) return response;
  const { status, headers, body } = response;
  const isInHeaders = Object.values(headers).some((value) =>
    secrets.some((secret) => String(value).includes(secret)),
  );
  const redact = createRedactor(secrets);
  return {
    status,
    headers: isInHeaders ? cleanHeaders(headers, redact) : headers,
    body: cleanBody(body, secrets, redact),
  };
};
