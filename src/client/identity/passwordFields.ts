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

const wrapping = "\"'`,;<>[](){}";

/** A text without the signs that come along at its ends when it is copied. */
const unwrapped = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && wrapping.includes(text[start] ?? "")) start += 1;
  while (end > start && wrapping.includes(text[end - 1] ?? "")) end -= 1;
  return text.slice(start, end);
};

/** What was entered and its parts: quotes, a name or line breaks may stand around the secret itself. */
const partsOf = (entered: unknown): string[] => {
  if (typeof entered !== "string" || entered.trim() === "") return [];
  const text = entered.trim();
  const parts = text.replaceAll("\\n", "\n").split(/[\s"'`,;=<>]/);
  return [...new Set([text, unwrapped(text), ...parts.filter(({ length }) => length >= shortestPart)])];
};

/** Every text in the password fields of a connection, for errors: it may stand in another field as well. */
export const enteredPasswords = ({ fields, token }: ConnectionValue): string[] => [
  ...passwordFields.flatMap((key) => partsOf(fields[key])),
  ...tokenFields.flatMap((key) => partsOf(token?.[key])),
];
