/**
 * The escapes of a JSON text, one after the other, so that a backslash that is escaped itself begins none: a pair of
 * surrogates, one without its other half, and all others.
 */
const escapes =
  /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\[\s\S]/g;

/**
 * A JSON text without half characters: an escaped surrogate that lacks its other half becomes U+FFFD, as
 * `String.prototype.toWellFormed` has it. Services refuse a body that holds one (their parsers keep to RFC 8259,
 * section 8.2), and a text that was cut between its halves does. An ordinary text is only looked at.
 */
export const wellFormedJson = (json: string): string =>
  json.includes("\\ud") || json.includes("\\uD")
    ? json.replace(escapes, (spelled, half: string | undefined) => (half ? "\\ufffd" : spelled))
    : json;
