/** Prefix of a base64 secret, by the Standard Webhooks specification. */
const prefix = "whsec_";
/** Least length of a key in bytes. The specification demands 24; an empty key would let anybody sign. */
const fewestKeyBytes = 16;

/** The keys that a signing secret may mean; none when it is too short. */
export const signingKeys = (secret: string): Buffer[] => {
  const keys = secret.startsWith(prefix)
    ? [Buffer.from(secret.slice(prefix.length), "base64")]
    : [Buffer.from(secret, "utf8")];
  return keys.filter((key) => key.length >= fewestKeyBytes);
};

const secretForm = /whsec_[A-Za-z0-9+/_-]+={0,2}/g;

/** Text that is often pasted with a secret: quotes, a variable's name, a version, separators, invisible marks. */
const pastedAlong =
  /^(?:[\s,;:="'`\u2018-\u201d\u200b-\u200d\u2060\ufeff]|\$?[A-Za-z_][A-Za-z0-9_]{0,60} {0,3}[=:]|v1,)*$/;
/** The words with which a shell sets a variable. */
const shellWord = /^\s*(?:export|set)\s/;

/**
 * Reads the secrets in a text: one, or several while one replaces another. Undefined when the text has anything else
 * in it, or too short a secret.
 */
export const secretsIn = (text: string): string[] | undefined => {
  const secrets = text.match(secretForm) ?? [];
  const isWhole = secrets.every(
    (secret) => !secret.slice(prefix.length).includes(prefix) && signingKeys(secret).length > 0,
  );
  const rest = text.replace(shellWord, "").split(secretForm);
  return secrets.length > 0 && isWhole && rest.every((part) => pastedAlong.test(part)) ? secrets : undefined;
};
