import { isObject } from "./isObject";
import type { JsonSchema } from "./schemaPlaces";

const isAbsent = (value: unknown): boolean => value === null || value === undefined;

const typeOf = (value: unknown): string => (Array.isArray(value) ? "array" : typeof value);

/** The properties of objects that stand for one another. One that some of them lack may be null. */
const propertiesIn = (objects: readonly JsonSchema[]): JsonSchema => {
  const samples = new Map<string, unknown[]>();
  for (const [name, value] of objects.flatMap((object) => Object.entries(object))) {
    const known = samples.get(name);
    if (known) known.push(value);
    else samples.set(name, [value]);
  }
  // Empty braces show an object, and not that it has no properties.
  if (samples.size === 0) return {};
  const named = [...samples].map(([name, values]): [string, JsonSchema] => [
    name,
    exampleSchema(values.length < objects.length ? [...values, null] : values),
  ]);
  return {
    properties: Object.fromEntries(named),
    required: named.map(([name]) => name),
    additionalProperties: false,
  };
};

/**
 * The schema that all of some examples of one value fit, such as the entries of a list; without any, it is a text. Each
 * property has to be there, and is null where an example lacks it.
 */
export const exampleSchema = (samples: readonly unknown[]): JsonSchema => {
  const present = samples.filter((value) => !isAbsent(value));
  // Nulls alone do not show what they stand for: most likely a text.
  const types = present.length > 0 ? [...new Set(present.map(typeOf))] : ["string"];
  if (present.length < samples.length) types.push("null");
  const lists = present.filter(Array.isArray);
  const objects = present.filter(isObject);
  return {
    type: types.length === 1 ? types[0] : types,
    ...(lists.length > 0 && { items: exampleSchema(lists.flat()) }),
    ...(objects.length > 0 && propertiesIn(objects)),
  };
};
