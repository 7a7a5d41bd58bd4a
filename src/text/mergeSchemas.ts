import { isObject } from "./isObject";
import type { JsonSchema } from "./schemaPlaces";

const annotations = new Set(["title", "description"]);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** The types that both allow. An integer is a number as well. */
const commonType = (one: unknown, other: unknown): unknown => {
  const others = listed(other);
  const types = listed(one).flatMap((type) => {
    if (others.includes(type)) return [type];
    if (type === "integer" && others.includes("number")) return ["integer"];
    return type === "number" && others.includes("integer") ? ["integer"] : [];
  });
  return types.length > 1 ? types : types[0];
};

const commonProperties = (one: JsonSchema, other: JsonSchema): JsonSchema | undefined => {
  const merged: Array<[string, unknown]> = Object.entries(one);
  for (const [name, schema] of Object.entries(other)) {
    const entry = merged.find(([known]) => known === name);
    if (!entry) merged.push([name, schema]);
    else {
      const both = mergeSchemas(entry[1], schema);
      if (both === undefined) return undefined;
      entry[1] = both;
    }
  }
  return Object.fromEntries(merged);
};

const propertyNames = ({ properties }: JsonSchema): string[] =>
  isObject(properties) ? Object.keys(properties) : [];

/** True when one schema excludes a property that the other names. */
const excludes = (one: JsonSchema, other: JsonSchema): boolean =>
  one["additionalProperties"] === false &&
  propertyNames(other).some((name) => !propertyNames(one).includes(name));

const mergedValue = (key: string, one: unknown, other: unknown): unknown => {
  if (annotations.has(key) || same(one, other)) return one;
  if (key === "type") return commonType(one, other);
  if (key === "required" && Array.isArray(one) && Array.isArray(other))
    return [...new Set([...one, ...other])];
  if (key === "properties" && isObject(one) && isObject(other)) return commonProperties(one, other);
  if (key === "items") return mergeSchemas(one, other);
  if (key === "enum" && Array.isArray(one) && Array.isArray(other)) {
    const common = one.filter((value) => other.some((candidate) => same(value, candidate)));
    return common.length > 0 ? common : undefined;
  }
  return undefined;
};

/**
 * Merges two schemas into one that allows what both allow, with keywords of strict schemas; undefined when no single
 * schema does. References in both must be the same.
 */
export const mergeSchemas = (one: unknown, other: unknown): JsonSchema | undefined => {
  if (!isObject(one) || !isObject(other)) return undefined;
  if (excludes(one, other) || excludes(other, one)) return undefined;
  const merged: Array<[string, unknown]> = Object.entries(one);
  for (const [key, value] of Object.entries(other)) {
    const entry = merged.find(([known]) => known === key);
    if (!entry) merged.push([key, value]);
    else {
      const both = mergedValue(key, entry[1], value);
      if (both === undefined) return undefined;
      entry[1] = both;
    }
  }
  return Object.fromEntries(merged);
};
