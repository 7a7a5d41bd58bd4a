import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { isRecord } from "../../../platform/isRecord";
import type { InputValues } from "../../../platform/stepParams";
import type { FileShelf } from "../FileShelf";
import { RequestError } from "../http/RequestError";
import { isEntered, isKeptSecret, typedIn } from "./enteredParts";
import { readPath, valueAt } from "./readPath";
import type { SecretShelf } from "./SecretShelf";

/** Where references, files and what stands for a secret lead. */
interface Surroundings {
  files: FileShelf;
  secrets: SecretShelf;
  /** The result of an earlier step by its name; undefined where there is no such step. */
  resultOf(name: string): { value: unknown } | undefined;
  /** Is told of each reference that leads to nothing in the result of its step. */
  missed?(sentence: string): void;
}

const inTemplate = /\{\{\s*\$([^{}]+)\}\}/g;

/** The longest text that a template may make, in characters. */
const mostMade = 64 * 1024 * 1024;

/** The result that a reference such as `createResponse.results.text` leads to. */
const referred = (reference: string, { resultOf, missed }: Surroundings): unknown => {
  const [name = "", results, ...path] = readPath(reference.trim());
  if (results !== "results") {
    throw new RequestError(
      400,
      `"${reference.slice(0, 100)}" is no reference: begin with a step's name and .results.`,
    );
  }
  const found = resultOf(name);
  if (found) {
    const value = valueAt(found.value, path);
    if (value === undefined)
      missed?.(`"${reference.slice(0, 200)}" leads to nothing in the result of ${name}.`);
    return value;
  }
  throw new RequestError(
    400,
    `No step of this session is called "${name.slice(0, 100)}", or it has no result: run it first.`,
  );
};

const asText = (value: unknown): string => {
  if (value === undefined || value === null) return "";
  if (Buffer.isBuffer(value)) return value.toString("utf8");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

/** A template with results in the place of its references. Each is looked up and written once. */
const filled = (template: string, surroundings: Surroundings): string => {
  const texts = new Map<string, string>();
  let length = template.length;
  return template.replace(inTemplate, (_, path: string) => {
    const text = texts.get(path) ?? asText(referred(path, surroundings));
    texts.set(path, text);
    length += text.length;
    if (length > mostMade) throw new RequestError(413, "this template makes a text of more than 64 MB.");
    return text;
  });
};

const isFileReference = (value: unknown): value is { $file: string } =>
  isRecord(value) && typeof value["$file"] === "string";

const fileOr = (value: unknown, { files }: Surroundings): unknown =>
  isFileReference(value) ? files.get(value.$file) : value;

/** Replaces what stands for something else by what it stands for. */
const resolve = (input: Input, entered: unknown, surroundings: Surroundings): unknown => {
  if (isEntered(entered, "reference")) return referred(String(entered["reference"]), surroundings);
  if (isEntered(entered, "template")) {
    return filled(String(entered["template"]), surroundings);
  }
  const value = typedIn(entered);
  if (isKeptSecret(value)) return resolve(input, surroundings.secrets.get(value.$kept), surroundings);
  if (isFileReference(value)) return fileOr(value, surroundings);
  if (Array.isArray(value)) {
    // A box for files may have a list of them; only the entries of a list of boxes are entered one by one.
    return input.collection
      ? value.map((entry) => resolveEntry(input, entry, surroundings))
      : value.map((entry) => fileOr(entry, surroundings));
  }
  return input.type === "structuredObject" && isRecord(value)
    ? resolveForm(input.inputs ?? [], value, surroundings)
    : value;
};

const resolveEntry = (input: Input, entry: unknown, surroundings: Surroundings): unknown => {
  if (input.collection === "keyvaluelist" && isRecord(entry) && "key" in entry) {
    return { key: entry["key"], value: resolve({ ...input, collection: "" }, entry["value"], surroundings) };
  }
  return resolve({ ...input, collection: "" }, entry, surroundings);
};

/** An error of a box, or of one in its group, with where the box is. */
const atBox = ({ label, key }: Input, { status, message, input = [] }: RequestError): RequestError =>
  new RequestError(status, `${label}: ${message}`, [key, ...input]);

/**
 * The values of a form as a step gets them: references and templates replaced by results, and files by their bytes.
 * @throws RequestError that names what a reference does not lead to
 */
export const resolveForm = (
  inputs: readonly Input[],
  form: Readonly<Record<string, unknown>>,
  surroundings: Surroundings,
): InputValues =>
  Object.fromEntries(
    inputs
      .filter(({ key }) => Object.hasOwn(form, key))
      .map((input) => {
        const missed = (sentence: string): void => surroundings.missed?.(`${input.label}: ${sentence}`);
        try {
          return [input.key, resolve(input, form[input.key], { ...surroundings, missed })];
        } catch (error) {
          throw error instanceof RequestError ? atBox(input, error) : error;
        }
      }),
  );
