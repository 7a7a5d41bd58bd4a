import { noPieces, piecesOf, shortestEnd } from "../../text/secretPieces";
import type { Pattern } from "./SecretFinder";
import { undoSpellings } from "./undoSpellings";

/** Shorter secrets occur in Base64 by chance. */
const shortestEncoded = 12;
const longestEncoded = 8_192;

/** The Base64 characters that a secret alone determines, for each of the three offsets that it can have. */
const encodingsOf = (secret: Buffer): string[] =>
  secret.length < shortestEncoded || secret.length > longestEncoded
    ? []
    : [0, 1, 2].map((offset) => {
        const encoded = Buffer.concat([Buffer.alloc(offset), secret]).toString("base64");
        return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + secret.length) * 8) / 6));
      });

/** A secret's bytes as hexadecimal digits, in the ways in which programs show binary data. */
const hexOf = (secret: Buffer): string[] => {
  if (secret.length < shortestEncoded || secret.length > longestEncoded) return [];
  const digits = secret.toString("hex");
  return [digits, digits.toUpperCase()];
};

/** Longer secrets are not searched in double Base64, which makes nine forms of almost twice the length. */
const longestTwice = 2_048;

const inUrls = (text: string): string => text.replaceAll("+", "-").replaceAll("/", "_");

/** A secret in Base64, in Base64 of that, and in hexadecimal digits. */
const encodedForms = (secret: Buffer): string[] => {
  const once = encodingsOf(secret);
  const forms = [...once, ...once.map(inUrls)];
  const twice = secret.length > longestTwice ? [] : [...new Set(forms)];
  return [...forms, ...twice.flatMap((form) => encodingsOf(Buffer.from(form))), ...hexOf(secret)];
};

/** The forms without duplicates. */
const distinct = (forms: Buffer[]): Buffer[] => [
  ...new Map(forms.map((form) => [form.toString("latin1"), form])).values(),
];

/** A secret as it is, and with its own spellings undone. */
const plainForms = (secret: string): Buffer[] => {
  const bytes = Buffer.from(secret);
  return distinct([bytes, Buffer.from(undoSpellings(bytes).bytes)]);
};

/** How to search for a secret. */
export interface Search {
  /** Shorter forms of the secret are not searched for. */
  shortest: number;
  /** Shortest beginning or end that counts, whatever its characters are. */
  countsFrom?: number;
  /**
   * Which shorter pieces count as well. `telling`: pieces that are not words and numbers, and ends after a mask.
   * `mixed`: also all ends with a digit.
   */
  pieces: "none" | "telling" | "mixed";
  /** True searches Base64 and hexadecimal digits as well. */
  isEncoded: boolean;
}

const never = Number.POSITIVE_INFINITY;

/** The patterns to search for to find a secret. */
export const patternsOf = (
  secret: string,
  { shortest, countsFrom = never, pieces, isEncoded }: Search,
): Pattern[] => {
  const { beginning, end, isMixed } = pieces === "none" ? noPieces : piecesOf(secret);
  const endCountsFrom = pieces === "mixed" && isMixed ? shortestEnd : Math.min(countsFrom, end);
  const plain = plainForms(secret).map((bytes) => ({
    bytes,
    countsFrom: Math.min(bytes.length, countsFrom, beginning),
    ...((isMixed || endCountsFrom < bytes.length) && {
      end: { countsFrom: endCountsFrom, countsMasked: isMixed },
    }),
  }));
  const encoded = isEncoded
    ? distinct(encodedForms(Buffer.from(secret)).map((form) => Buffer.from(form)))
    : [];
  return [
    ...plain,
    ...encoded.map((bytes) => ({ bytes, countsFrom: Math.min(bytes.length, countsFrom) })),
  ].filter(({ bytes }) => bytes.length >= shortest);
};

const longestAnchor = 64;

/**
 * The longest part of a form that URLs, JSON and HTML leave as it is, unless they spell every character by its number.
 */
const anchorOf = (form: Buffer): Buffer => {
  const parts = form.toString("latin1").match(/[a-z0-9]+/gi) ?? [];
  const longest = parts.reduce((best, part) => (part.length > best.length ? part : best), "");
  return Buffer.from(longest.slice(0, longestAnchor));
};

/** The anchors of the patterns, for a cheap test: bytes without any anchor hold no secret. */
export const anchorsOf = (patterns: readonly Pattern[]): Buffer[] =>
  distinct(
    patterns.flatMap(({ bytes, countsFrom, end }) => {
      const beginning = anchorOf(Buffer.from(bytes.subarray(0, countsFrom)));
      return end ? [beginning, anchorOf(Buffer.from(bytes.subarray(-shortestEnd)))] : [beginning];
    }),
  );
