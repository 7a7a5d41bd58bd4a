import { isObject } from "./isObject";
import { readNames } from "./schemaNames";
import { type JsonSchema, mapSchemas } from "./schemaPlaces";

/** The types of JSON schema. */
export const schemaTypes: readonly unknown[] = [
  "object",
  "array",
  "string",
  "number",
  "integer",
  "boolean",
  "null",
];

const lowerType = (type: unknown): unknown =>
  typeof type === "string" && schemaTypes.includes(type.toLowerCase()) ? type.toLowerCase() : type;

const without = (schema: JsonSchema, ...keys: string[]): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)));

/** Lower-cases types, which Gemini's schemas have in capitals. */
const withLowerTypes = (schema: JsonSchema): JsonSchema => {
  const { type } = schema;
  if (type === undefined) return schema;
  return { ...schema, type: Array.isArray(type) ? type.map(lowerType) : lowerType(type) };
};

const combinations = ["$ref", "anyOf", "oneOf", "allOf", "const", "not", "if"];
const annotations = ["title", "description"];

const withNull = (list: unknown, value: unknown): unknown[] => {
  const values = Array.isArray(list) ? list : [list];
  return values.includes(value) ? values : [...values, value];
};

/** Turns `nullable: true` of OpenAPI 3.0, and `x-nullable` of 2.0, into a choice with null. */
const withoutNullable = (schema: JsonSchema, isRoot: boolean): JsonSchema => {
  const isNullable = schema["nullable"] === true || schema["x-nullable"] === true;
  const rest = without(schema, "nullable", "x-nullable");
  if (!isNullable) return rest;
  if (rest["type"] !== undefined && !combinations.some((key) => rest[key] !== undefined))
    return {
      ...rest,
      type: withNull(rest["type"], "null"),
      ...(Array.isArray(rest["enum"]) && { enum: withNull(rest["enum"], null) }),
    };
  if (isRoot || Object.keys(rest).every((key) => annotations.includes(key))) return rest;
  const told = Object.entries(rest).filter(([key]) => annotations.includes(key));
  return { ...Object.fromEntries(told), anyOf: [without(rest, ...annotations), { type: "null" }] };
};

/** Turns `exclusiveMinimum: true` of draft 4 into the number it is about. */
const withNumericBounds = (schema: JsonSchema): JsonSchema => {
  let changed = schema;
  for (const [flag, bound] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    if (typeof changed[flag] !== "boolean") continue;
    const isExclusive = changed[flag] && typeof changed[bound] === "number";
    changed = isExclusive ? { ...without(changed, bound), [flag]: changed[bound] } : without(changed, flag);
  }
  return changed;
};

/** Turns a list of `items`, of drafts before 2020-12, into `prefixItems`. */
const withPrefixItems = (schema: JsonSchema): JsonSchema => {
  if (!Array.isArray(schema["items"])) return schema;
  const { items, additionalItems, ...rest } = schema;
  return { ...rest, prefixItems: items, ...(additionalItems !== undefined && { items: additionalItems }) };
};

/** Most levels: more than schemas have, and fewer than overflow the stack. */
const mostLevels = 200;

/** True for a schema with more levels, such as one that contains itself. */
const isTooDeep = (value: unknown, level = 0): boolean =>
  level > mostLevels ||
  (typeof value === "object" &&
    value !== null &&
    Object.values(value).some((inner) => isTooDeep(inner, level + 1)));

/** Drafts before 2019-09 ignore keywords beside a reference. */
const isOldDraft = ({ $schema }: JsonSchema): boolean => /draft-0[1-7]/.test(String($schema));
const besideReference = ["$ref", "$schema", "$defs", "definitions", ...annotations];

const names = ["$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor"];

/**
 * Rewrites a schema of any draft or dialect as draft 2020-12: references by pointers, types in lower case, null as a
 * type, bounds as numbers. Undefined for a schema that is nested too deep.
 */
export const normalSchema = (root: JsonSchema): JsonSchema | undefined => {
  if (isTooDeep(root)) return undefined;
  const pointerOf = readNames(root);
  const ignoresSiblings = isOldDraft(root);
  const heard = (schema: JsonSchema): JsonSchema =>
    ignoresSiblings
      ? Object.fromEntries(Object.entries(schema).filter(([key]) => besideReference.includes(key)))
      : schema;
  const normal = (given: unknown): unknown => {
    if (!isObject(given)) return given;
    const reference = given["$ref"] ?? given["$dynamicRef"] ?? given["$recursiveRef"];
    const unnamed = without(
      given,
      ...names.filter((name) => typeof given[name] === "string" || typeof given[name] === "boolean"),
      "$dynamicRef",
      "$recursiveRef",
    );
    const referring =
      typeof reference === "string" ? { ...heard(unnamed), $ref: pointerOf(reference, given) } : unnamed;
    const plain = withNumericBounds(withPrefixItems(withLowerTypes(referring)));
    return withoutNullable(mapSchemas(plain, normal), given === root);
  };
  return normal(root) as JsonSchema;
};
