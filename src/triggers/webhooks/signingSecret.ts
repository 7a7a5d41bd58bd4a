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

/** The secrets in a text, which holds several while one takes the place of another. */
export const splitSecrets = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

/** True for a text that holds signing secrets and nothing else. */
export const holdsSecrets = (text: string): boolean => {
  const secrets = splitSecrets(text);
  return (
    secrets.length > 0 &&
    secrets.every(
      (secret) =>
        secret.startsWith(prefix) &&
        /^[A-Za-z0-9+/_=-]+$/.test(secret.slice(prefix.length)) &&
        signingKeys(secret).length > 0,
    )
  );
};
