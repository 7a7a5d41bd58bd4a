import { isSecretName } from "../../../src/client/identity/secretNames";
import { looksLikeKey } from "../../../src/text/secretPieces";
import { isRecord } from "../../platform/isRecord";

/** What stands in the place of a secret that is a part of a text. */
export const secretMark = "(secret)";

/** Longer texts are not looked through as JSON. */
const longestJson = 1_000_000;

/** Values under secret names, and in rows such as `{"name": "Authorization", "value": …}`, are marked. */
const hiddenIn = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(hiddenIn);
  if (!isRecord(value)) return typeof value === "string" ? hiddenInAddress(value) : value;
  const name = value["name"] ?? value["key"];
  const isSecretRow = typeof name === "string" && isSecretName(name);
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      if (typeof entry !== "string" || entry === "") return [key, hiddenIn(entry)];
      // "key" is the name of a row as often as a secret.
      const isNamed = key === "key" ? looksLikeKey(entry) : isSecretName(key);
      return [key, isNamed || (isSecretRow && key === "value") ? secretMark : hiddenIn(entry)];
    }),
  );
};

const hiddenInJson = (text: string): string => {
  if (text.length > longestJson || !/^\s*[[{]/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    const hidden = JSON.stringify(hiddenIn(value));
    return hidden === JSON.stringify(value) ? text : hidden;
  } catch {
    return text;
  }
};

/** Passwords and secret parameters in an address are marked. */
const hiddenInAddress = (text: string): string =>
  text
    .replace(/(:\/\/)[^/?#@\s]{1,500}@/g, `$1${secretMark}@`)
    .replace(/([?&])([^=&?#\s]{1,100})=([^&#\s]+)/g, (whole, sign: string, name: string) =>
      isSecretName(name) ? `${sign}${name}=${secretMark}` : whole,
    )
    .replace(/\b(Bearer|Basic) [\w.~+/=-]{16,}/g, `$1 ${secretMark}`);

/** A text without what its own form says is secret: in JSON by name, in addresses, behind Bearer. */
export const hiddenText = (text: string): string => {
  const inJson = hiddenInJson(text);
  return inJson === text ? hiddenInAddress(text) : inJson;
};
