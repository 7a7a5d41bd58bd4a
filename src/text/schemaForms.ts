import { isObject } from "./isObject";
import { schemaTypes } from "./normalSchema";
import type { JsonSchema } from "./schemaPlaces";

const isTypeName = (value: unknown): boolean =>
  typeof value === "string" && schemaTypes.includes(value.toLowerCase());

const isObjectOrBoolean = (value: unknown): boolean => isObject(value) || typeof value === "boolean";

/** Keywords that show that an object with `type` is a schema, with the form of their values. */
const besideType: ReadonlyArray<readonly [key: string, isShape: (value: unknown) => boolean]> = [
  ["required", () => true],
  ["additionalProperties", () => true],
  ["$defs", () => true],
  ["definitions", isObject],
  ["patternProperties", () => true],
  ["properties", isObject],
  ["items", (value) => isObjectOrBoolean(value) || Array.isArray(value)],
  ["prefixItems", Array.isArray],
  ["enum", Array.isArray],
  ["nullable", (value) => typeof value === "boolean"],
];

const combinations = ["anyOf", "oneOf", "allOf"];
const beginnings = ["type", "$ref", "properties", "required", "enum", "const", ...combinations];

const isCombination = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((part) => isObject(part) && beginnings.some((key) => part[key] !== undefined));

/** True for a JSON schema; false for an example of an answer. */
export const isSchema = (value: JsonSchema): boolean => {
  const { $schema, $ref, type, properties } = value;
  if (typeof $schema === "string" || typeof $ref === "string") return true;
  if (combinations.some((key) => isCombination(value[key]))) return true;
  const isTyped = isTypeName(type) || Array.isArray(type);
  if (isTypeName(type) && String(type).toLowerCase() === "object" && Object.keys(value).length === 1)
    return true;
  if (isTyped && besideType.some(([key, isShape]) => value[key] !== undefined && isShape(value[key])))
    return true;
  return (
    isObject(properties) &&
    (type === undefined || isTyped) &&
    Object.values(properties).every(isObjectOrBoolean)
  );
};

/** Keywords that an answer with a property `type` hardly has. */
const propertyWords = new Set([
  ...["type", "description", "title", "enum", "const", "items", "properties", "required", "nullable"],
  ...["format", "pattern", "default", "examples", "example", "minimum", "maximum", "minLength", "maxLength"],
  ...["minItems", "maxItems", "uniqueItems", "additionalProperties", "anyOf", "oneOf", "allOf", "multipleOf"],
]);

const isTypedByWords = (value: JsonSchema): boolean =>
  (isTypeName(value["type"]) || Array.isArray(value["type"])) &&
  Object.keys(value).every((key) => propertyWords.has(key));

const isPropertySchema = (value: unknown): boolean =>
  isObject(value) && (isSchema(value) || isTypedByWords(value));

/** True for the schema of a single text, number or list: `{"type": "string", "description": "…"}`. */
export const isValueSchema = (value: JsonSchema): boolean =>
  Object.keys(value).length > 1 && isTypedByWords(value) && String(value["type"]).toLowerCase() !== "object";

/** True for properties with schemas, without the schema around them: `{"a": {"type": "string"}}`. */
export const isPropertyMap = (value: JsonSchema): boolean => {
  const values = Object.values(value);
  return values.length > 0 && values.every(isPropertySchema);
};

/** True for properties with type names: `{"a": "string", "b": "number"}`. */
export const isTypeMap = (value: JsonSchema): boolean => {
  const values = Object.values(value);
  return values.length > 1 && new Set(values).size > 1 && values.every(isTypeName);
};

/** Objects around a schema in requests: the key of the inner part, and keys that may stand beside it. */
const wrappers: ReadonlyArray<readonly [key: string, beside: readonly string[] | undefined]> = [
  ["schema", ["name", "strict", "type", "description"]],
  ["json_schema", ["type", "name", "strict", "description"]],
  ["response_format", undefined],
  ["responseSchema", undefined],
  ["response_schema", undefined],
  ["generationConfig", undefined],
  ["format", ["verbosity"]],
  ["text", undefined],
  ["function", ["type"]],
  ["parameters", ["name", "strict", "type", "description"]],
  ["input_schema", ["name", "strict", "type", "description", "cache_control"]],
  ["inputSchema", ["name", "title", "description", "annotations"]],
];

/**
 * The schema or the properties within an object that requests have around them (a response format, a text format, a
 * function tool); undefined where the value is none.
 */
export const wrappedSchema = (value: JsonSchema): JsonSchema | undefined => {
  for (const [key, beside] of wrappers) {
    const inner = value[key];
    if (!isObject(inner)) continue;
    if (beside && !Object.keys(value).every((other) => other === key || beside.includes(other))) continue;
    if (isSchema(inner) || isPropertyMap(inner)) return inner;
    const deeper = wrappedSchema(inner);
    if (deeper) return deeper;
  }
  return undefined;
};

const holders = ["$defs", "definitions", "components", "openapi", "swagger", "paths"];
const besideHolders = [
  ...holders,
  "info",
  "servers",
  "tags",
  "security",
  "title",
  "description",
  "$id",
  "id",
];

/** True for definitions alone, or an API description: it does not say which schema is meant. */
export const isDefinitionsAlone = (value: JsonSchema): boolean => {
  const { $defs, definitions, components, openapi, swagger } = value;
  const isDocument = typeof openapi === "string" || typeof swagger === "string";
  const maps = [$defs, definitions, isObject(components) ? components["schemas"] : undefined];
  const hasSchemas = maps.some((map) => isObject(map) && Object.values(map).some(isPropertySchema));
  return (isDocument || hasSchemas) && Object.keys(value).every((key) => besideHolders.includes(key));
};

/** True for the part of a request that sets an answer format, with or without a schema. */
export const isRequestPart = ({ type, response_format }: JsonSchema): boolean =>
  ["json_schema", "json_object", "function"].includes(String(type)) || isObject(response_format);
