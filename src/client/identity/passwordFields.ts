import type { ConnectionValue } from "./credential";

/** Keys of the connections' fields that hold a secret. */
export const passwordFields = [
  "apiKey",
  "subscriptionKey",
  "clientSecret",
  "certificate",
  "certificatePassphrase",
  "accessToken",
  "contentSafetyKey",
] as const;

/** Secret properties of a sign-in that the platform keeps. */
const tokenFields = ["access_token", "refresh_token", "id_token"];

/** Shortest part of an entered text that is looked for. */
const shortestPart = 12;

const wrapping = "\"'`,;<>[](){}";

/** A text without signs at its ends that are copied along. */
const unwrapped = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && wrapping.includes(text[start] ?? "")) start += 1;
  while (end > start && wrapping.includes(text[end - 1] ?? "")) end -= 1;
  return text.slice(start, end);
};

/** The entered text and its parts: quotes, a name or line breaks may surround the secret itself. */
const partsOf = (entered: unknown): string[] => {
  if (typeof entered !== "string" || entered.trim() === "") return [];
  const text = entered.trim();
  const parts = text.replaceAll("\\n", "\n").split(/[\s"'`,;=<>]/);
  return [...new Set([text, unwrapped(text), ...parts.filter(({ length }) => length >= shortestPart)])];
};

/** All texts in the password fields of a connection. Errors hide them wherever they occur. */
export const enteredPasswords = ({ fields, token }: ConnectionValue): string[] => [
  ...passwordFields.flatMap((key) => partsOf(fields[key])),
  ...tokenFields.flatMap((key) => partsOf(token?.[key])),
];
