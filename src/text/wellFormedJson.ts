/**
 * The escapes of a JSON text, one by one, so that an escaped backslash begins no other escape: surrogate pairs, lone
 * surrogates, and all others.
 */
const escapes =
  /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\[\s\S]/g;

/**
 * Replaces each escaped lone surrogate (half a character) of a JSON text by U+FFFD, like
 * `String.prototype.toWellFormed`. Services refuse a body that has one (RFC 8259, section 8.2), and texts that were
 * cut may have one. Most texts have none, and are returned as they are.
 */
export const wellFormedJson = (json: string): string =>
  json.includes("\\ud") || json.includes("\\uD")
    ? json.replace(escapes, (spelled, half: string | undefined) => (half ? "\\ufffd" : spelled))
    : json;
