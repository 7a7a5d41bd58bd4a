/** In front of a secret that is base64, by the Standard Webhooks specification. */
const prefix = "whsec_";
/** The specification asks for 24 bytes at least; an empty key would let anybody sign. */
const fewestKeyBytes = 16;

/** The keys that a signing secret may stand for; none when it is too short to be one. */
export const signingKeys = (secret: string): Buffer[] => {
  const keys = secret.startsWith(prefix)
    ? [Buffer.from(secret.slice(prefix.length), "base64")]
    : [Buffer.from(secret, "utf8")];
  return keys.filter((key) => key.length >= fewestKeyBytes);
};

const secretForm = /whsec_[A-Za-z0-9+/_-]+={0,2}/g;

/** What people paste along with a secret: quotes, the name of a variable, a version, separators, invisible marks. */
const pastedAlong =
  /^(?:[\s,;:="'`\u2018-\u201d\u200b-\u200d\u2060\ufeff]|\$?[A-Za-z_][A-Za-z0-9_]{0,60} {0,3}[=:]|v1,)*$/;
/** How a shell sets a variable. */
const shellWord = /^\s*(?:export|set)\s/;

/**
 * The secrets in a text, which holds several while one takes the place of another; undefined when it holds anything
 * else, or one that is too short to be a secret.
 */
export const secretsIn = (text: string): string[] | undefined => {
  const secrets = text.match(secretForm) ?? [];
  const isWhole = secrets.every(
    (secret) => !secret.slice(prefix.length).includes(prefix) && signingKeys(secret).length > 0,
  );
  const rest = text.replace(shellWord, "").split(secretForm);
  return secrets.length > 0 && isWhole && rest.every((part) => pastedAlong.test(part)) ? secrets : undefined;
};
