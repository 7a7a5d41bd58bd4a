import { isRecord } from "../../server/answer";
import { hashText, seededRandom } from "../../server/seededRandom";
import { contentWords } from "./summarize";

/** What a value is made from: the schema's root for references, the prompt for words and numbers. */
interface Source {
  root: Record<string, unknown>;
  prompt: string;
  subject: string;
  numbers: number[];
  random: () => number;
}

const maximumDepth = 12;
/** Deeper than this, what may be null is null: a schema that leads back to itself comes to its end. */
const choiceDepth = 3;

/** A value that satisfies the JSON schema, with words and numbers from the prompt where they fit. */
export const jsonFromSchema = (schema: unknown, prompt: string, subject: string, variant = 0): unknown => {
  const root = isRecord(schema) ? schema : {};
  const numbers = (prompt.match(/(?<![\w.])-?\d+(?:\.\d+)?(?![\w])/g) ?? []).map(Number);
  const random = seededRandom(hashText(`${prompt}#${variant}`));
  return valueFor(root, "value", { root, prompt, subject, numbers, random }, 0);
};

const valueFor = (given: unknown, name: string, source: Source, depth: number): unknown => {
  const schema = resolve(given, source, depth);
  if ("const" in schema) return schema["const"];
  const options = schema["enum"];
  if (Array.isArray(options) && options.length > 0) return pickOption(options, source);
  const type = typeOf(schema, depth);
  if (type === "object") return objectFor(schema, source, depth);
  if (type === "array") return arrayFor(schema, name, source, depth);
  if (type === "integer" || type === "number") return numberFor(schema, type === "integer", source);
  if (type === "boolean") return source.random() < 0.5;
  return type === "null" ? null : stringFor(schema, name, source);
};

const isNull = (branch: unknown): boolean => isRecord(branch) && branch["type"] === "null";

/** Follows `$ref`, merges `allOf` and takes the first useful branch of `anyOf` and `oneOf`. */
const resolve = (given: unknown, source: Source, depth: number, hops = 0): Record<string, unknown> => {
  if (!isRecord(given) || hops > 20) return {};
  const reference = given["$ref"];
  if (typeof reference === "string") return resolve(follow(reference, source.root), source, depth, hops + 1);
  const all = given["allOf"];
  if (Array.isArray(all)) {
    const { allOf: _, ...rest } = given;
    const parts = [...all.map((part) => resolve(part, source, depth, hops + 1)), rest];
    return Object.assign({}, ...parts, {
      properties: Object.assign({}, ...parts.map((part) => part["properties"] ?? {})),
    });
  }
  const branches = given["anyOf"] ?? given["oneOf"];
  if (!Array.isArray(branches)) return given;
  const useful = branches.find((branch) => isNull(branch) === depth > choiceDepth);
  return resolve(useful ?? branches[0], source, depth, hops + 1);
};

const follow = (reference: string, root: Record<string, unknown>): unknown => {
  const steps = reference
    .replace(/^#\/?/, "")
    .split("/")
    .filter((step) => step.length > 0);
  return steps.reduce<unknown>(
    (node, step) => (isRecord(node) ? node[step.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined),
    root,
  );
};

const typeOf = (schema: Record<string, unknown>, depth: number): string => {
  const { type } = schema;
  const types = (Array.isArray(type) ? type : [type]).filter((name) => typeof name === "string");
  if (depth > maximumDepth && types.includes("null")) return "null";
  const named = types.find((name) => name !== "null") ?? types[0];
  if (typeof named === "string") return named;
  if ("properties" in schema) return "object";
  return "items" in schema ? "array" : "string";
};

/** Every property, except optional ones of a schema that refers to itself without an end. */
const objectFor = (
  schema: Record<string, unknown>,
  source: Source,
  depth: number,
): Record<string, unknown> => {
  const properties = isRecord(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const result: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) {
    if (depth > maximumDepth && !required.includes(name)) continue;
    result[name] = valueFor(property, name, source, depth + 1);
  }
  return result;
};

const arrayFor = (
  schema: Record<string, unknown>,
  name: string,
  source: Source,
  depth: number,
): unknown[] => {
  const minimum = typeof schema["minItems"] === "number" ? schema["minItems"] : 0;
  const maximum = typeof schema["maxItems"] === "number" ? schema["maxItems"] : Number.POSITIVE_INFINITY;
  const length = depth > maximumDepth ? minimum : Math.min(maximum, Math.max(minimum, 2));
  const itemName = name.length > 3 ? name.replace(/s$/, "") : name;
  return Array.from({ length }, (_, index) =>
    valueFor(schema["items"] ?? {}, index === 0 ? itemName : `${itemName} ${index + 1}`, source, depth + 1),
  );
};

/** An option that the prompt names, else one by chance. */
const pickOption = (options: unknown[], source: Source): unknown => {
  const prompt = source.prompt.toLowerCase();
  const named = options.filter(
    (option) => typeof option === "string" && option.length > 1 && prompt.includes(option.toLowerCase()),
  );
  const candidates = named.length > 0 ? named : options;
  return candidates[Math.floor(source.random() * candidates.length)];
};

/** The next number of the prompt that fits the bounds, else one by chance between them. */
const numberFor = (schema: Record<string, unknown>, isInteger: boolean, source: Source): number => {
  const bound = (key: string) => (typeof schema[key] === "number" ? schema[key] : undefined);
  const step = bound("multipleOf") ?? (isInteger ? 1 : 0.01);
  const aboveExclusive = bound("exclusiveMinimum");
  const belowExclusive = bound("exclusiveMaximum");
  const low = bound("minimum") ?? (aboveExclusive === undefined ? undefined : aboveExclusive + step);
  const high = bound("maximum") ?? (belowExclusive === undefined ? undefined : belowExclusive - step);
  const fitting = source.numbers.findIndex(
    (value) =>
      (!isInteger || Number.isInteger(value)) &&
      (low === undefined || value >= low) &&
      (high === undefined || value <= high) &&
      (bound("multipleOf") === undefined || Number.isInteger(value / step)),
  );
  const [fromPrompt] = fitting >= 0 ? source.numbers.splice(fitting, 1) : [];
  if (fromPrompt !== undefined) return fromPrompt;
  const floor = low ?? Math.min(1, (high ?? 1) - 1);
  const ceiling = high ?? floor + 10;
  const first = Math.ceil(floor / step);
  const last = Math.max(first, Math.floor(ceiling / step));
  return Number(((first + Math.floor(source.random() * (last - first + 1))) * step).toPrecision(12));
};

const formats: Record<string, (source: Source) => string> = {
  date: (source) => source.prompt.match(/\d{4}-\d{2}-\d{2}/)?.[0] ?? "2026-11-21",
  "date-time": () => "2026-11-21T09:30:00Z",
  time: () => "09:30:00Z",
  email: (source) => source.prompt.match(/[\w.+-]+@[\w-]+\.[\w.-]*\w/)?.[0] ?? "someone@example.com",
  uri: (source) => source.prompt.match(/https?:\/\/[^\s"')]+/)?.[0] ?? "https://example.com/",
  uuid: () => "7d9f2c1e-4b6a-4c3d-9e8f-0a1b2c3d4e5f",
  ipv4: () => "192.0.2.1",
};

const stringFor = (schema: Record<string, unknown>, name: string, source: Source): string => {
  const format = typeof schema["format"] === "string" ? formats[schema["format"]] : undefined;
  const byName = Object.entries(formats).find(([key]) => key === name.toLowerCase());
  if (format !== undefined) return format(source);
  if (byName !== undefined && typeof schema["maxLength"] !== "number") return byName[1](source);
  const words = contentWords(source.subject).join(" ") || source.subject;
  const label = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  const minimum = typeof schema["minLength"] === "number" ? schema["minLength"] : 0;
  const maximum = typeof schema["maxLength"] === "number" ? schema["maxLength"] : Number.POSITIVE_INFINITY;
  return `${label}: ${words}`.padEnd(minimum, ".").slice(0, maximum);
};
