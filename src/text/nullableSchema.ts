import { isObject } from "./isObject";
import { followReference, type JsonSchema } from "./schemaPlaces";

/** What a model is told of each field. */
const told = "null if the text does not say it";

const lists: ReadonlySet<string> = new Set(["anyOf", "oneOf", "allOf", "prefixItems"]);
const definitions: ReadonlySet<string> = new Set(["$defs", "definitions"]);

const typesOf = ({ type }: JsonSchema): unknown[] => (type === undefined ? [] : [type].flat());

const choicesOf = (schema: JsonSchema): unknown[] =>
  [schema["anyOf"], schema["oneOf"]].filter(Array.isArray).flat();

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const admitsNull = (schema: JsonSchema): boolean =>
  typesOf(schema).includes("null") || choicesOf(schema).some((one) => isObject(one) && admitsNull(one));

/** The same value or null. */
const orNull = (given: unknown): unknown => {
  if (!isObject(given)) return given;
  const { description, ...schema } = given;
  const words = { description: typeof description === "string" ? `${description} (${told})` : told };
  if (admitsNull(schema)) return { ...schema, ...words };
  const isPlain = typeof schema["type"] === "string" || Array.isArray(schema["type"]);
  if (!isPlain || "const" in schema || "$ref" in schema || choicesOf(schema).length > 0 || "allOf" in schema)
    return { anyOf: [schema, { type: "null" }], ...words };
  return {
    ...schema,
    type: [...typesOf(schema), "null"],
    ...(Array.isArray(schema["enum"]) && { enum: [...schema["enum"], null] }),
    ...words,
  };
};

const mapped = (map: unknown, change: (value: unknown) => unknown): unknown =>
  isObject(map) ? Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)])) : map;

/** Changes the objects of a schema, at every depth at which a value has one; conditions stay as they are. */
const withObjects = (given: unknown, change: (schema: JsonSchema) => JsonSchema): unknown => {
  if (!isObject(given)) return given;
  const inner = (value: unknown): unknown => withObjects(value, change);
  const schema = Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      if (key === "properties" || definitions.has(key)) return [key, mapped(value, inner)];
      if (lists.has(key) && Array.isArray(value)) return [key, value.map(inner)];
      if (key === "items") return [key, Array.isArray(value) ? value.map(inner) : inner(value)];
      return [key, value];
    }),
  );
  return isObject(schema["properties"]) ? change(schema) : schema;
};

/** A schema in which each property may be null as well. Properties that had to be there still have to be. */
export const nullableSchema = (schema: JsonSchema): JsonSchema =>
  withObjects(schema, ({ properties, ...rest }) => ({
    ...rest,
    properties: mapped(properties, orNull),
  })) as JsonSchema;

/** A schema in which each property has to be there, so that the service can enforce it. */
export const requiringAll = (schema: JsonSchema): JsonSchema =>
  withObjects(schema, (object) => ({
    ...object,
    required: Object.keys(object["properties"] as object),
  })) as JsonSchema;

/** Words that models write in place of null. */
const fillers: ReadonlySet<string> = new Set([
  ...["n/a", "na", "none", "null", "nil", "unknown", "undefined", "not stated", "not specified", "not given"],
  ...["not available", "not provided", "not mentioned", "not applicable", "-", "--", "–", "—", "?", ""],
]);

const isFiller = (value: unknown): value is string =>
  typeof value === "string" && value.length < 20 && fillers.has(value.trim().toLowerCase());

/** Most references and levels that are followed. */
const mostLevels = 100;

/** Puts null into the fields of a value that have a word for it where no free text is asked for, or may be absent. */
class Filler {
  constructor(private readonly root: JsonSchema) {}

  filled(value: unknown, given: unknown, level = 0): unknown {
    if (level > mostLevels || !isObject(given)) return value;
    if (typeof given["$ref"] === "string")
      return this.filled(value, followReference(this.root, given["$ref"]), level + 1);
    const choices = choicesOf(given).filter((one) => !isObject(one) || one["type"] !== "null");
    // Which of several choices a value is does not show.
    if (choices.length > 1) return value;
    const parts = [...choices, ...listOf(given["allOf"])];
    if (parts.length > 0) return parts.reduce((result, part) => this.filled(result, part, level + 1), value);
    if (Array.isArray(value)) return value.map((entry) => this.filled(entry, given["items"], level + 1));
    const { properties, required } = given;
    if (!isObject(value) || !isObject(properties)) return value;
    const fields = Object.entries(properties).flatMap(([name, schema]) => {
      if (!Object.hasOwn(value, name)) return listOf(required).includes(name) ? [] : [[name, null]];
      const field = value[name];
      const isMissing = isFiller(field) && !this.takes(field, schema, level);
      return [[name, isMissing ? null : this.filled(field, schema, level + 1)]];
    });
    return { ...value, ...Object.fromEntries(fields) };
  }

  /** True where a text may be what a schema asks for: free text, or one of its values. */
  private takes(text: string, given: unknown, level: number): boolean {
    if (level > mostLevels || !isObject(given)) return true;
    if (typeof given["$ref"] === "string")
      return this.takes(text, followReference(this.root, given["$ref"]), level + 1);
    const choices = choicesOf(given);
    if (choices.length > 0) return choices.some((one) => this.takes(text, one, level + 1));
    if (Array.isArray(given["enum"])) return given["enum"].includes(text);
    if ("const" in given) return given["const"] === text;
    const types = typesOf(given);
    return types.length === 0 || (types.includes("string") && given["format"] === undefined);
  }
}

/** A value with null where a model wrote a word such as N/A for it, or left out what may be absent. */
export const withNulls = (value: unknown, schema: JsonSchema): unknown =>
  new Filler(schema).filled(value, schema);

/** Most paths that are listed. */
const mostPaths = 1000;

/** The paths of a value that are null, such as `customer.address` and `items[2].price`. */
export const nullPaths = (value: unknown, path = "", found: string[] = []): string[] => {
  if (found.length >= mostPaths) return found;
  if (value === null) found.push(path);
  else if (Array.isArray(value))
    for (const [index, entry] of value.entries()) nullPaths(entry, `${path}[${index}]`, found);
  else if (isObject(value))
    for (const [name, entry] of Object.entries(value))
      nullPaths(entry, path === "" ? name : `${path}.${name}`, found);
  return found;
};
