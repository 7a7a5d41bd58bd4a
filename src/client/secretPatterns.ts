import type { Pattern } from "./SecretFinder";
import { undoSpellings } from "./undoSpellings";

/** Shorter secrets would be found in Base64 by chance; longer ones are too long to be encoded thrice. */
const shortestEncoded = 12;
const longestEncoded = 8_192;

/** The characters of Base64 that a secret decides alone, for each place that it can begin at. */
const encodingsOf = (secret: Buffer): string[] =>
  secret.length < shortestEncoded || secret.length > longestEncoded
    ? []
    : [0, 1, 2].map((offset) => {
        const encoded = Buffer.concat([Buffer.alloc(offset), secret]).toString("base64");
        return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + secret.length) * 8) / 6));
      });

/** A secret's bytes as hexadecimal digits, as programs show binary data. */
const hexOf = (secret: Buffer): string[] => {
  if (secret.length < shortestEncoded || secret.length > longestEncoded) return [];
  const digits = secret.toString("hex");
  return [digits, digits.toUpperCase()];
};

/** A text and its spellings that can't be undone character by character. */
const formsOf = (secret: string, isEncoded: boolean): Buffer[] => {
  const bytes = Buffer.from(secret);
  const encodings = isEncoded ? encodingsOf(bytes) : [];
  const urlEncodings = encodings.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  const undone = Buffer.from(undoSpellings(bytes).bytes);
  const forms = [
    bytes,
    undone,
    ...[...encodings, ...urlEncodings, ...(isEncoded ? hexOf(bytes) : [])].map((text) => Buffer.from(text)),
  ];
  return [...new Map(forms.map((form) => [form.toString("latin1"), form])).values()];
};

/** How a secret is looked for. */
export interface Search {
  /** A form of it that is shorter is left alone. */
  shortest: number;
  /** From which length on a beginning of it counts as well; only the whole when left out. */
  countsFrom?: number;
  /** Also in Base64 and in hexadecimal digits. */
  isEncoded: boolean;
}

/** What to look for to find a secret. */
export const patternsOf = (
  secret: string,
  { shortest, countsFrom = Number.POSITIVE_INFINITY, isEncoded }: Search,
): Pattern[] =>
  formsOf(secret, isEncoded)
    .filter(({ length }) => length >= shortest)
    .map((bytes) => ({ bytes, countsFrom: Math.min(bytes.length, countsFrom) }));

const longestAnchor = 64;

/** The longest part that URLs, JSON and HTML spell as it is, unless they spell every character by its number. */
const anchorOf = (form: Buffer): Buffer => {
  const parts = form.toString("latin1").match(/[a-z0-9]+/gi) ?? [];
  const longest = parts.reduce((best, part) => (part.length > best.length ? part : best), "");
  return Buffer.from(longest.slice(0, longestAnchor));
};

/** One part of each form of a secret, for a quick look: bytes without any of them don't hold it. */
export const anchorsOf = (secret: string): Buffer[] => {
  const anchors = formsOf(secret, true).map(anchorOf);
  return [...new Map(anchors.map((anchor) => [anchor.toString("latin1"), anchor])).values()];
};
