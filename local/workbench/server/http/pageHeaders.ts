/** Headers of every answer: nothing is kept, framed, guessed, or told to another site. */
export const commonHeaders = {
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

/** What a page may load: this server's own files. CodeMirror adds style elements, for which it has a nonce. */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");

/** What any other answer may do when it is opened as a page: nothing. */
export const closedPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** What a page may do that only goes on to another: a sandbox would make it a stranger there. */
export const bouncePolicy = "default-src 'none'; frame-ancestors 'none'";
