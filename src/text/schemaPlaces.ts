import { isObject } from "./isObject";
/** A JSON schema as a builder writes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Keywords whose value maps names to schemas. */
export const schemaMaps: readonly string[] = [
  "properties",
  "patternProperties",
  "$defs",
  "definitions",
  "dependentSchemas",
];

/** Keywords whose value is a list of schemas. */
export const schemaLists: readonly string[] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/** Keywords whose value is one schema. In older drafts, `items` may be a list. */
const oneSchema: readonly string[] = [
  "additionalProperties",
  "items",
  "additionalItems",
  "contains",
  "propertyNames",
  "not",
  "if",
  "then",
  "else",
  "unevaluatedItems",
  "unevaluatedProperties",
];

const annotations: ReadonlySet<string> = new Set([
  ...["default", "examples", "example", "$schema", "$comment", "$vocabulary", "deprecated", "readOnly"],
  ...["writeOnly", "discriminator", "xml", "externalDocs", "propertyOrdering"],
]);

/** True for a keyword that does not restrict values. Title and description are for the model. */
export const isAnnotation = (key: string): boolean => annotations.has(key) || key.startsWith("x-");

const isMap = (key: string, value: unknown): value is JsonSchema =>
  isObject(value) && (schemaMaps.includes(key) || key === "dependencies");
const isSchemaList = (key: string, value: unknown): value is unknown[] =>
  Array.isArray(value) && (schemaLists.includes(key) || key === "items");

/** The schemas directly within a schema, with their places. */
export const innerSchemas = (schema: JsonSchema): Array<readonly [place: string, schema: unknown]> =>
  Object.entries(schema).flatMap(([key, value]): Array<readonly [string, unknown]> => {
    if (isMap(key, value) || isSchemaList(key, value))
      return Object.entries(value)
        .filter(([, inner]) => key !== "dependencies" || !Array.isArray(inner))
        .map(([name, inner]) => [`${key}.${name}`, inner] as const);
    return oneSchema.includes(key) && value !== undefined ? [[key, value] as const] : [];
  });

/** Copies a schema, changing each schema directly within it. */
export const mapSchemas = (schema: JsonSchema, change: (inner: unknown) => unknown): JsonSchema =>
  Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (isMap(key, value))
        return [key, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one)]))];
      if (isSchemaList(key, value)) return [key, value.map(change)];
      return [key, oneSchema.includes(key) ? change(value) : value];
    }),
  );

/** The value that a pointer such as `#/$defs/node` leads to; undefined for none. */
export const followReference = (root: JsonSchema, reference: string): unknown => {
  if (!/^#(\/|$)/.test(reference) || /%(?![0-9a-f]{2})/i.test(reference)) return undefined;
  let steps: string[];
  try {
    steps = reference.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
  return steps
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (node, step) =>
        typeof node === "object" && node !== null && Object.hasOwn(node, step)
          ? (node as JsonSchema)[step]
          : undefined,
      root,
    );
};
