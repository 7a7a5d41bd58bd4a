import { looksLikeKey } from "../../text/secretPieces";

/** Words for a thing that must stay secret. */
const secretWords = new Set(
  (
    "key keys token secret secrets password passwd passphrase passcode pwd credential credentials auth " +
    "authorization authentication cookie cookies signature sig jwt bearer sas hmac otp assertion"
  ).split(" "),
);

/** Two of them written as one word, in names without hyphens and capitals. */
const secretCompound =
  /^x?(api|access|account|admin|app|auth|bearer|client|function|functions|gateway|host|id|master|private|refresh|secret|security|service|session|shared|signing|subscription|user|virtual)(key|token|secret|pass|password)s?$/;

/** Words that make a key or a code of a secret kind: `code` alone is the key of an Azure Function. */
const secretCodeWords = new Set(["access", "auth", "authorization", "function", "pass", "security"]);

/** Words that make a key or a token of the kind that everybody may see. */
const openKinds = new Set(
  (
    "cache correlation dedup deduplication foreign group hash idempotency index lookup object partition primary " +
    "public row routing shard sharding sort"
  ).split(" "),
);

/** What may stand behind the word without changing what the name says. */
const addition =
  /^([0-9]+|v[0-9]+|value|header|auxiliary|primary|secondary|current|new|old|next|prod|dev|test|base64)$/;

/** The words of a name: parted by signs, and by capitals as in `clientSecret` and `APIKey`. */
const wordsOf = (name: string): string[] =>
  name
    .slice(0, 500)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

/**
 * True for the name of a header or parameter that says by its words that the value is a secret: the last of them
 * is what it names, so that `x-api-key` is one, and neither `x-portkey-provider` nor `token-type` is.
 */
export const isSecretName = (name: string): boolean => {
  const words = wordsOf(name);
  while (words.length > 1 && addition.test(words.at(-1) ?? "")) words.pop();
  const last = words.at(-1) ?? "";
  const before = words.at(-2) ?? "";
  // Of each of these there are ordinary ones: postal codes, the keys of a cache.
  if (last === "code") return words.length === 1 || secretCodeWords.has(before);
  if (last === "pass") return words.length === 1 || secretCompound.test(`${before}pass`);
  const isOpen = (last === "key" || last === "keys" || last === "token") && openKinds.has(before);
  return !isOpen && (secretWords.has(last) || secretCompound.test(last));
};

/** Words that say that the value is nothing secret, however it looks. */
const ordinaryWords = new Set(["deployment", "model", "provider", "region", "version"]);

/** Words for what is told by an id that everybody may see. */
const identifiedWords = new Set(["correlation", "id", "request", "tenant", "trace", "traceparent"]);

/** A GUID, or the parent of a trace (W3C Trace Context). */
const identifier = /^(00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Times and e-mail addresses, whatever the name says. */
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

/** Where an address is no secret, its parameters may be. */
const partsOf = (value: string): string[] =>
  /^[a-z][a-z0-9+.-]{0,30}:\/\//i.test(value) ? value.split(/[?&=#@]/).slice(1) : [value];

/** The parts of a value that look like secrets, for a name that does not tell. */
export const suspectsIn = (name: string, value: string): string[] =>
  isOrdinary(wordsOf(name), value) ? [] : partsOf(value).filter(looksSecret);

/** Names, and parts of paths, that are keys by their looks. */
export const suspectNames = (names: readonly string[]): string[] =>
  names.filter((name) => looksSecret(name) && looksLikeKey(name));

/** Schemes of the authorization header: they stand before a secret and are not secret themselves. */
const scheme = /^(Bearer|Basic|Token|ApiKey|SharedAccessSignature)\s+/i;

/** A value under a secret's name, whole and in the parts that may be repeated without it. */
export const secretsIn = (value: string): string[] => {
  const bare = value.replace(scheme, "");
  const cookies = bare.includes("=")
    ? bare.split(/[;,]/).map((pair) => pair.slice(pair.indexOf("=") + 1).trim())
    : [];
  return [...new Set([value, bare, ...cookies])].filter((secret) => secret !== "");
};
