import { withoutEnds } from "../../text/withoutEnds";
import { refuseField } from "../endpoint/FieldError";
import { isKeyPlaceholder } from "../endpoint/placeholder";

/** Servers accept 16 kB of headers. */
const longestKey = 16_000;
const longestName = 80;

/** Invisible characters that are copied along from web pages and chats. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

const quotes = "\"'`“”‘’„";
const separators = ",;";
const brackets: Readonly<Record<string, string>> = { "<": ">", "[": "]", "{": "}", "(": ")" };

/** Removes quotes and commas at either end, and brackets in pairs. */
const withoutWrapping = (text: string): string => {
  const bare = withoutEnds(text, quotes, `${quotes}${separators}`);
  const isInBrackets = bare.length > 1 && brackets[bare[0] ?? ""] === bare.at(-1);
  return (isInBrackets ? bare.slice(1, -1) : bare).trim();
};

/** Words in the names of variables, headers and fields for keys. */
const keyName = /key|token|secret|auth|pass|pwd|credential|bearer/i;
const nameForm = /^[\w. -]+$/;
const commandWords = /^(?:(?:export|set|const|let|var|-H|--header)\s+|\$env:)/i;

/**
 * The length of a variable's or header's name before a key; 0 for none. A key may contain the same signs, but not such
 * a name.
 */
const nameEnd = (text: string): number => {
  const place = text.slice(0, longestName).search(/[=:]/);
  if (place < 1) return 0;
  const isColon = text[place] === ":";
  // A key may have two parts with a colon between them. After a name, a space or a quote follows.
  if (isColon && !/[\s"'`]/.test(text[place + 1] ?? "")) return 0;
  const name = text.slice(0, place).replace(/["'`]/g, "").trim();
  return nameForm.test(name) && keyName.test(name) && text.length - place > 8 ? place + 1 : 0;
};

/** Removes one layer of what is copied along with a key. */
const unwrapped = (text: string): string => {
  const bare = withoutWrapping(text)
    .replace(commandWords, "")
    .replace(/^(?:bearer|key\s?[12]|key)\s+(?![12]\b)/i, "");
  return withoutWrapping(bare.slice(nameEnd(bare)).trim());
};

const mostLayers = 5;

const tidyKey = (pasted: string): string => {
  let key = pasted.replace(invisible, "").trim();
  for (let layer = 0; layer < mostLayers; layer += 1) {
    const inner = unwrapped(key);
    if (inner === key) break;
    key = inner;
  }
  return key;
};

/** The problem and the mend of a text that can't be a key. The text is not quoted, because a key may be in it. */
const mistakeIn = (pasted: string, key: string): [problem: string, mend: string] | undefined => {
  if (isKeyPlaceholder(pasted)) return placeholder;
  if (key.includes("://"))
    return ["it is an address.", "Enter the address under Endpoint, and the key here."];
  if (/\*{3}|\.{3}|…|•{2}/.test(key)) return ["it was copied where it is hidden.", "Copy the whole key."];
  if (isKeyPlaceholder(key)) return placeholder;
  if (/^-----BEGIN /.test(key))
    return ["it is a certificate or a private key.", "Enter the key that the service's page shows."];
  if (/[^\u0021-\u007e]/.test(key))
    return ["it contains a space or a character that keys don't have.", "Copy it again."];
  return undefined;
};
const placeholder: [string, string] = ["it is a placeholder.", "Enter the key itself."];

/**
 * A pasted key or token without what is copied along: quotes, a comma at its end, the name of a variable or header,
 * the word Bearer.
 * @throws FieldError for a text that can't be a key. It names the field and never shows the value.
 */
export const sendableSecret = (label: string, pasted: string): string => {
  if (pasted.length > longestKey) refuseField(label, "it is longer than any key.", "Copy the key alone.");
  const key = tidyKey(pasted);
  if (key === "" && pasted.trim() !== "")
    refuseField(label, "it has nothing but quotes in it.", "Enter the key.");
  const mistake = mistakeIn(pasted.trim(), key);
  if (mistake) refuseField(label, ...mistake);
  return key;
};
