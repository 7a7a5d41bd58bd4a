import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { isSecretName } from "../../../src/client/identity/secretNames";
import { looksLikeKey } from "../../../src/text/secretPieces";
import { isRecord } from "../../platform/isRecord";
import type { InputValues } from "../../platform/stepParams";

/** Deeper values are taken for secret: nobody enters them by hand. */
const deepest = 100;

/** Words of a language have neither digits nor capitals within. */
const isNoWord = (run: string): boolean => /\d|[a-z][A-Z]/.test(run);

/** True for a text with the header Authorization, an address with a password, or one that is signed. */
const spelledSecret = (text: string): boolean =>
  [...text.matchAll(/\b(?:Bearer|Basic)[ \t]{1,20}([\w.~+/=-]{8,200})/gi)].some(([, run = ""]) =>
    isNoWord(run),
  ) ||
  /:\/\/[^\s/@:]{1,200}:[^\s/@]{1,200}@/.test(text) ||
  [...text.matchAll(/[?&]([\w.-]{1,80})=[^\s&]/g)].some(([, name = ""]) => isSecretName(name));

/** Records have fields such as "key" for a ticket's number: those count where the value looks like a secret. */
const isSecretPair = (name: string, value: unknown): boolean =>
  typeof value === "string" &&
  value !== "" &&
  isSecretName(name) &&
  (!/^keys?$/i.test(name) || looksLikeKey(value));

const parsed = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** True for a value that holds a secret by its name or form, or one of those that are known. */
const holdsSecret = (value: unknown, known: readonly string[], depth = 0): boolean => {
  if (depth > deepest) return true;
  const holds = (inner: unknown): boolean => holdsSecret(inner, known, depth + 1);
  if (typeof value === "string") {
    const isKnown = known.some((secret) => secret !== "" && value.includes(secret));
    return isKnown || spelledSecret(value) || holds(parsed(value));
  }
  if (Array.isArray(value)) return value.some(holds);
  if (!isRecord(value)) return false;
  const { key, value: paired } = value;
  if (typeof key === "string" && isSecretPair(key, paired)) return true;
  return Object.entries(value).some(([name, inner]) => isSecretPair(name, inner) || holds(inner));
};

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

const hasPassword = ({ type, inputs = [] }: Input, value: unknown): boolean => {
  if (type === "password") return isGiven(value);
  const rows = Array.isArray(value) ? value : [value];
  return inputs.some((child) => rows.some((row) => isRecord(row) && hasPassword(child, row[child.key])));
};

/**
 * The label of an input that holds a secret; undefined where none does.
 * @param known - secrets of the connection
 */
export const secretPlace = (
  inputs: readonly Input[],
  entered: InputValues,
  known: readonly string[],
): string | undefined =>
  inputs.find((input) => {
    const value = entered[input.key];
    return isGiven(value) && (hasPassword(input, value) || holdsSecret({ [input.key]: value }, known));
  })?.label;
