import { createRedactor, type Redactor } from "./redaction";
import { headerText, type ResponseHeaders } from "./retryTiming";
import type { WireResponse } from "./wireResponse";

/** Shorter secrets are not looked for in answers: they would be found in ordinary words. */
const shortestEchoedSecret = 12;

const cleanHeaders = (headers: ResponseHeaders, redact: Redactor): ResponseHeaders =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(redact) : value === undefined ? value : redact(value),
    ]),
  );

const longestPlainPart = (secret: string): string =>
  (secret.match(/[a-z0-9]+/gi) ?? []).reduce(
    (longest, part) => (part.length > longest.length ? part : longest),
    "",
  );

/** Anchors of the secrets in use: they are asked for with every response. */
const anchors = new Map<string, string>();
const mostAnchors = 500;

/** The longest part of a secret that URLs and JSON spell as it is, but for JSON's numeric escapes. */
const anchorOf = (secret: string): string => {
  const known = anchors.get(secret);
  if (known !== undefined) return known;
  if (anchors.size >= mostAnchors) anchors.clear();
  const anchor = longestPlainPart(secret);
  anchors.set(secret, anchor);
  return anchor;
};

/** A quick look before the thorough one: no spelling of a secret lacks both its anchor and a numeric escape. */
const maySpell = (body: Buffer, secrets: readonly string[]): boolean =>
  body.includes("\\u00") || secrets.some((secret) => body.includes(anchorOf(secret)));

const areEchoed = (headers: ResponseHeaders, parts: readonly string[]): boolean =>
  Object.keys(headers).some((name) => {
    const value = headerText(headers, name) ?? "";
    return parts.some((part) => value.includes(part));
  });

/** Latin-1 keeps every byte as it is, so that a file loses the credential and nothing else. */
const cleanBody = (body: Buffer, redact: Redactor): Buffer => {
  const text = body.toString("latin1");
  const redacted = redact(text);
  return redacted === text ? body : Buffer.from(redacted, "latin1");
};

/**
 * A response without the credential, should the service or a proxy echo it: nothing made from it (an output, an
 * error, a log line) can show it then. A response that echoes nothing is handed on as it is.
 */
export const withoutSecrets = (response: WireResponse, allSecrets: readonly string[]): WireResponse => {
  const secrets = allSecrets.filter((secret) => secret.length >= shortestEchoedSecret);
  if (secrets.length === 0) return response;
  const { status, headers, body } = response;
  const isInBody = maySpell(body, secrets);
  const isInHeaders = areEchoed(headers, secrets.map(anchorOf));
  if (!isInBody && !isInHeaders) return response;
  const redact = createRedactor(secrets);
  return {
    status,
    headers: isInHeaders ? cleanHeaders(headers, redact) : headers,
    body: isInBody ? cleanBody(body, redact) : body,
  };
};
