import { redactorOf } from "../../../cli/redact";
import { isRecord } from "../../../platform/isRecord";

/** A text as it stands in a text of JSON. */
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/**
 * A value as JSON without the secrets, whether they stand in its texts as they are, or in JSON that is itself a text in
 * it. They are looked for in the whole and taken out of texts alone, since a secret of digits may be a number's.
 */
export const writeJson = (value: unknown, secrets: readonly string[]): string => {
  const json = JSON.stringify(value ?? null);
  const spellings = [...new Set(secrets.flatMap((secret) => [escaped(secret), secret]))];
  if (!spellings.some((secret) => json.includes(secret) || json.includes(escaped(secret)))) return json;
  const redact = redactorOf(spellings);
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "string") return redact(inner);
    if (!isRecord(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, member]) => [redact(key), member]));
  });
};
