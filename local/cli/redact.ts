/** Shorter texts may occur by chance. */
const shortestSecret = 8;

/** Removes secrets from a text, in addition to the connector's own redaction. */
export const redactorOf = (secrets: readonly string[]): ((text: string) => string) => {
  const known = secrets.filter((secret) => secret.length >= shortestSecret);
  return (text) => known.reduce((rest, secret) => rest.replaceAll(secret, "(secret)"), text);
};
