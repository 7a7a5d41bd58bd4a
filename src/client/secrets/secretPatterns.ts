import { noPieces, piecesOf, shortestEnd } from "../../text/secretPieces";
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

/** What is encoded twice grows to nine forms of almost double the length. */
const longestTwice = 2_048;

const inUrls = (text: string): string => text.replaceAll("+", "-").replaceAll("/", "_");

/** In Base64, in Base64 of that, and in hexadecimal digits. */
const encodedForms = (secret: Buffer): string[] => {
  const once = encodingsOf(secret);
  const forms = [...once, ...once.map(inUrls)];
  const twice = secret.length > longestTwice ? [] : [...new Set(forms)];
  return [...forms, ...twice.flatMap((form) => encodingsOf(Buffer.from(form))), ...hexOf(secret)];
};

/** Each once. */
const distinct = (forms: Buffer[]): Buffer[] => [
  ...new Map(forms.map((form) => [form.toString("latin1"), form])).values(),
];

/** A text, and what is left of it where spellings are undone. */
const plainForms = (secret: string): Buffer[] => {
  const bytes = Buffer.from(secret);
  return distinct([bytes, Buffer.from(undoSpellings(bytes).bytes)]);
};

/** How a secret is looked for. */
export interface Search {
  /** A form of it that is shorter is left alone. */
  shortest: number;
  /** From which length on a beginning or an end of it counts, whatever it is made of. */
  countsFrom?: number;
  /**
   * Which of its shorter pieces count as well. `telling`: those that no words and numbers are, and ends behind a mask.
   * `mixed`: also every end with a digit.
   */
  pieces: "none" | "telling" | "mixed";
  /** Also in Base64 and in hexadecimal digits. */
  isEncoded: boolean;
}

const never = Number.POSITIVE_INFINITY;

/** What to look for to find a secret. */
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

/** The longest part that URLs, JSON and HTML spell as it is, unless they spell every character by its number. */
const anchorOf = (form: Buffer): Buffer => {
  const parts = form.toString("latin1").match(/[a-z0-9]+/gi) ?? [];
  const longest = parts.reduce((best, part) => (part.length > best.length ? part : best), "");
  return Buffer.from(longest.slice(0, longestAnchor));
};

/** A part of each secret for a cheap test: bytes that hold none of these parts hold no secret. */
export const anchorsOf = (patterns: readonly Pattern[]): Buffer[] =>
  distinct(
    patterns.flatMap(({ bytes, countsFrom, end }) => {
      const beginning = anchorOf(Buffer.from(bytes.subarray(0, countsFrom)));
      return end ? [beginning, anchorOf(Buffer.from(bytes.subarray(-shortestEnd)))] : [beginning];
    }),
  );
