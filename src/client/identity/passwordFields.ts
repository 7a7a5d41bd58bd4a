import type { ConnectionValue } from "./credential";

/** The fields of the connections' forms that hold a secret. */
export const passwordFields = [
  "apiKey",
  "subscriptionKey",
  "clientSecret",
  "certificate",
  "certificatePassphrase",
  "accessToken",
] as const;

/** What the platform keeps of a sign-in and nobody may see. */
const tokenFields = ["access_token", "refresh_token", "id_token"];

/** A part of what was entered is long enough to be looked for. */
const shortestPart = 12;

/** What was entered and its parts: quotes, a name or line breaks may stand around the secret itself. */
const partsOf = (entered: unknown): string[] => {
  if (typeof entered !== "string" || entered.trim() === "") return [];
  const text = entered.trim();
  const parts = text.replaceAll("\\n", "\n").split(/[\s"'`,;=<>]/);
  return [text, ...parts.filter((part) => part.length >= shortestPart && part !== text)];
};

/** Every text in the password fields of a connection, for errors: it may stand in another field as well. */
export const enteredPasswords = ({ fields, token }: ConnectionValue): string[] => [
  ...passwordFields.flatMap((key) => partsOf(fields[key])),
  ...tokenFields.flatMap((key) => partsOf(token?.[key])),
];
