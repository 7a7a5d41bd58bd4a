import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { isSecretName } from "../../../../src/client/identity/secretNames";
import { looksLikeKey } from "../../../../src/text/secretPieces";
import { isRecord } from "../../../platform/isRecord";
import type { EnteredForm } from "../../wire/entered";
import { RequestError } from "../http/RequestError";
import { isEntered, isKeptSecret, typedIn } from "./enteredParts";
import type { SecretShelf } from "./SecretShelf";

type Keep = SecretShelf["keep"];

/** Lists whose rows are sent as headers, parameters of an address or fields of a form. */
const isOfRequest = ({ key, collection }: Input): boolean =>
  collection === "keyvaluelist" && /header|query|param|formData/i.test(key);

const mayHold = (input: Input): boolean =>
  input.type === "password" || isOfRequest(input) || (input.inputs ?? []).some(mayHold);

/** The value of a row is secret by its name, by its form, or as what follows Bearer. "key" may name anything. */
const isSecretRow = (name: string, text: string): boolean =>
  (name.toLowerCase() !== "key" && isSecretName(name)) ||
  looksLikeKey(text) ||
  /^(Bearer|Basic)\s/i.test(text);

/** What was typed into a box: of a template, what is no reference. Undefined for a reference, and for an empty box. */
const literalIn = (entered: unknown): string | undefined => {
  if (isEntered(entered, "reference")) return undefined;
  const typed = isEntered(entered, "template")
    ? String(entered["template"]).replaceAll(/\{\{[^{}]*\}\}/g, " ")
    : typedIn(entered);
  if (isKeptSecret(typed)) return undefined;
  const text = typeof typed === "object" ? JSON.stringify(typed ?? "") : String(typed ?? "");
  return text.trim() === "" || text === '""' ? undefined : text;
};

const keepBox = (entered: unknown, keep: Keep, isSecret: (text: string) => boolean): unknown => {
  const text = literalIn(entered);
  return text === undefined || !isSecret(text) ? entered : { value: keep(entered, text) };
};

const keepRow = (row: unknown, keep: Keep): unknown => {
  if (!isRecord(row)) return row;
  const name = String(row["key"] ?? "");
  return { ...row, value: keepBox(row["value"], keep, (text) => isSecretRow(name, text)) };
};

/** A key-value list may be an object as well. */
const rowsOf = (value: unknown): unknown[] | undefined => {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return undefined;
  return Object.entries(value).map(([key, entry]) => ({ key, value: entry }));
};

const keepInput = (input: Input, entered: unknown, keep: Keep): unknown => {
  if (isEntered(entered, "reference")) return entered;
  const value = typedIn(entered);
  if (isOfRequest(input)) {
    const rows = rowsOf(value);
    return rows ? { value: rows.map((row) => keepRow(row, keep)) } : entered;
  }
  if (input.collection && Array.isArray(value)) {
    const single = { ...input, collection: "" };
    return { value: value.map((one) => keepInput(single, one, keep)) };
  }
  if (input.type === "password") return keepBox(entered, keep, () => true);
  return input.inputs && isRecord(value)
    ? { value: keepSecrets(input.inputs, value as EnteredForm, keep) }
    : entered;
};

/**
 * A form with something in the place of each secret that was typed into it: in boxes that hide what is typed, and in
 * headers and parameters with secret names.
 * @throws RequestError for a text that is too long for a secret
 */
export const keepSecrets = (inputs: readonly Input[], form: EnteredForm, keep: Keep): EnteredForm => {
  const holding = inputs.filter((input) => Object.hasOwn(form, input.key) && mayHold(input));
  if (holding.length === 0) return form;
  const kept: EnteredForm = { ...form };
  for (const input of holding) {
    try {
      kept[input.key] = keepInput(input, form[input.key], keep) as EnteredForm[string];
    } catch (error) {
      throw error instanceof RequestError
        ? new RequestError(error.status, `${input.label}: ${error.message}`)
        : error;
    }
  }
  return kept;
};
