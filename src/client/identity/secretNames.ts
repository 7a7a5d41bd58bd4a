import { looksLikeKey } from "../../text/secretPieces";

/** Words for secret things. */
const secretWords = new Set(
  (
    "key keys token secret secrets password passwd passphrase passcode pwd credential credentials auth " +
    "authorization authentication cookie cookies signature sig jwt bearer sas hmac otp assertion"
  ).split(" "),
);

/** Two such words written as one, in names without hyphens and capitals. */
const secretCompound =
  /^x?(api|access|account|admin|app|auth|bearer|client|function|functions|gateway|host|id|master|private|refresh|secret|security|service|session|shared|signing|subscription|user|virtual)(key|token|secret|pass|password)s?$/;

/** Words before "key" or "code" that make it secret. `code` alone is the key of an Azure Function. */
const secretCodeWords = new Set(["access", "auth", "authorization", "function", "pass", "security"]);

/** Words before "key" or "token" that make it public. */
const openKinds = new Set(
  (
    "cache correlation dedup deduplication foreign group hash idempotency index lookup object partition primary " +
    "public row routing shard sharding sort"
  ).split(" "),
);

/** Endings of a name that do not change what it says. */
const addition =
  /^([0-9]+|v[0-9]+|value|header|auxiliary|primary|secondary|current|new|old|next|prod|dev|test|base64)$/;

/** The words of a name, which signs separate, or capitals as in `clientSecret` and `APIKey`. */
const wordsOf = (name: string): string[] =>
  name
    .slice(0, 500)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

/**
 * True for a header's or parameter's name that says that its value is secret. The last word decides: `x-api-key` is
 * such a name, `x-portkey-provider` and `token-type` are not.
 */
export const isSecretName = (name: string): boolean => {
  const words = wordsOf(name);
  while (words.length > 1 && addition.test(words.at(-1) ?? "")) words.pop();
  const last = words.at(-1) ?? "";
  const before = words.at(-2) ?? "";
  // These words have ordinary meanings as well: postal codes, keys of a cache.
  if (last === "code") return words.length === 1 || secretCodeWords.has(before);
  if (last === "pass") return words.length === 1 || secretCompound.test(`${before}pass`);
  const isOpen = (last === "key" || last === "keys" || last === "token") && openKinds.has(before);
  return !isOpen && (secretWords.has(last) || secretCompound.test(last));
};

/** Words that say that a value is not secret, whatever it looks like. */
const ordinaryWords = new Set(["deployment", "model", "provider", "region", "version"]);

/** Words for things that have public ids. */
const identifiedWords = new Set(["correlation", "id", "request", "tenant", "trace", "traceparent"]);

/** A GUID, or the parent of a trace (W3C Trace Context). */
const identifier = /^(00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Times and e-mail addresses are not secrets, whatever the name is. */
const ordinaryForms = [
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/,
  /^[\w.+-]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){0,5}\.[a-z]{2,24}$/i,
];

const isOrdinary = (words: readonly string[], value: string): boolean =>
  words.some((word) => ordinaryWords.has(word)) ||
  (identifier.test(value) && words.some((word) => identifiedWords.has(word))) ||
  ordinaryForms.some((form) => form.test(value));

const shortestSuspect = 24;

const looksSecret = (text: string): boolean =>
  text.length >= shortestSuspect && !/\s/.test(text) && /[a-z]/i.test(text) && /[0-9]/.test(text);

/** The parts of a value to look at: of an address, the values of its parameters. */
const partsOf = (value: string): string[] =>
  /^[a-z][a-z0-9+.-]{0,30}:\/\//i.test(value) ? value.split(/[?&=#@]/).slice(1) : [value];

/** The parts of a value that look like secrets, for a name that does not say so. */
export const suspectsIn = (name: string, value: string): string[] =>
  isOrdinary(wordsOf(name), value) ? [] : partsOf(value).filter(looksSecret);

/** Names and parts of paths that look like keys. */
export const suspectNames = (names: readonly string[]): string[] =>
  names.filter((name) => looksSecret(name) && looksLikeKey(name));

/** Schemes of the header Authorization, which stand before a secret. */
const scheme = /^(Bearer|Basic|Token|ApiKey|SharedAccessSignature)\s+/i;

/** A secret value, whole and in the parts that may be repeated alone. */
export const secretsIn = (value: string): string[] => {
  const bare = value.replace(scheme, "");
  const cookies = bare.includes("=")
    ? bare.split(/[;,]/).map((pair) => pair.slice(pair.indexOf("=") + 1).trim())
    : [];
  return [...new Set([value, bare, ...cookies])].filter((secret) => secret !== "");
};
