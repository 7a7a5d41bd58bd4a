import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { isRecord } from "../../../platform/isRecord";

/** A list of pairs may hold keys of a gateway under any name, but for these. */
const openPairs = new Set(["prices"]);

/** Shorter texts may occur by chance; redaction leaves them. */
const shortestHidden = 8;

/** Shortest part of a text that is looked for. */
const shortestPart = 12;

/** True for an address that may carry a secret: a name and a password, or values of parameters. */
const carriesSecret = (text: string): boolean => /[?@]/.test(text);

/** True when a field's value never leaves the server: by what the form says, or by what was entered there. */
export const isSecretField = ({ key, type, collection }: Input, value: unknown): boolean => {
  if (type === "password") return true;
  if (collection === "keyvaluelist") return !openPairs.has(key);
  return typeof value === "string" && (value.includes("PRIVATE KEY-----") || carriesSecret(value));
};

/** The texts in a field: a text, or the values of pairs. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((pair) => textsIn(isRecord(pair) ? pair["value"] : pair));
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
};

/** Words occur by chance, in the names of states and inputs too: one that someone typed as a trial hides nothing. */
const isWord = (text: string): boolean => /^[a-z]{1,12}$/i.test(text);

/** A text, its parts that may be repeated alone, and how they are written in JSON, in an address and as a credential. */
const spellingsOf = (entered: string): string[] => {
  const text = entered.trim();
  // Lines of a certificate, values of an address, and what stands beside a name, a quote or a comma.
  const parts = text
    .replaceAll("\\n", "\n")
    .split(/[\s"'`,;=<>?&@]/)
    .filter((part) => part.length >= shortestPart && !/^-+|^https?:/i.test(part));
  return [entered, text, ...parts].flatMap((part) => [
    part,
    JSON.stringify(part).slice(1, -1),
    encodeURIComponent(part.toWellFormed()),
    Buffer.from(part, "utf8").toString("base64"),
  ]);
};

/** Everything that must not get out because of some secrets. */
export const hiddenSpellings = (secrets: readonly string[]): string[] => [
  ...new Set(secrets.flatMap(spellingsOf).filter((text) => text.length >= shortestHidden && !isWord(text))),
];

/** The secrets in a connection's fields. */
export const secretTexts = (inputs: readonly Input[], fields: Readonly<Record<string, unknown>>): string[] =>
  inputs
    .filter((input) => isSecretField(input, fields[input.key]))
    .flatMap(({ key }) => textsIn(fields[key]));
