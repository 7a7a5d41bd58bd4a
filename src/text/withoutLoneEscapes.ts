/** An escaped backslash, a pair of surrogates, or one alone. */
const escapes =
  /\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g;
const loneEscapeLength = 6;

/**
 * A JSON text whose escapes make whole characters: a half of one, which is no character in any encoding and which
 * servers refuse, becomes U+FFFD. The length stays the same.
 */
export const withoutLoneEscapes = (json: string): string =>
  /\\u[dD]/.test(json)
    ? json.replace(escapes, (found) => (found.length === loneEscapeLength ? "\\ufffd" : found))
    : json;
