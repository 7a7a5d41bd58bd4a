/** What stands in the place of a secret. */
const hidden = "[hidden]";

/** Names of headers, parameters and fields whose value is a credential. */
const secretName =
  /(?:authorization|key|token|secret|cookie|password|credentials?|assertion)$|(?:^|[-_])sig$|^code$/i;

/** Keys that open nothing. */
const harmlessNames = new Set(["idempotency-key", "sec-websocket-key"]);

const isSecret = (name: string): boolean => secretName.test(name) && !harmlessNames.has(name.toLowerCase());

const webToken = /(?<![\w-])eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g;
const signingSecret = /(?<![\w])whsec_[\w+/=-]{8,}/g;
const jsonField =
  /"(client_secret|client_assertion|access_token|refresh_token|id_token|signing_secret|api_?key|password)"(\s{0,20}:\s{0,20})"(?:[^"\\]|\\.)*"?/gi;
const formField =
  /(?<![^&\s])(client_secret|client_assertion|assertion|refresh_token|access_token|password)=[^&\s]*/gi;

/**
 * Blanks the secrets of a body or another text: fields of JSON and of forms that are known to be secret, tokens, signing
 * secrets, and whatever is given.
 */
export const hideInText = (text: string, secrets: Iterable<string> = []): string => {
  let blanked = text
    .replace(jsonField, `"$1"$2"${hidden}"`)
    .replace(formField, `$1=${hidden}`)
    .replace(webToken, hidden)
    .replace(signingSecret, hidden);
  for (const secret of secrets) blanked = blanked.replaceAll(secret, hidden);
  return blanked;
};

/** Blanks the values of headers, or of a query, that are credentials: by their names, and secrets in any other. */
export const hideInRecord = (
  record: Readonly<Record<string, string>>,
  secrets: Iterable<string> = [],
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      isSecret(name) || /^(?:bearer|basic|sharedaccesssignature)\s/i.test(value)
        ? hidden
        : hideInText(value, secrets),
    ]),
  );
