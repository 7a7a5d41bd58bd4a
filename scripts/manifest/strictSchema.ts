import type { JSONSchema } from "json-schema-to-typescript";
import type { OutputDefinition } from "../documentation/definition";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What examples have under a name. */
const valuesAt = (examples: readonly unknown[], name: string): unknown[] =>
  examples.flatMap((example) => (isObject(example) && name in example ? [example[name]] : []));

/**
 * The schema with what is always there marked as required, and closed to other names, so that a misspelled one does
 * not compile. An object of the service's or the builder's own names stays open.
 * @param examples values of this schema: a property that each of them has is required.
 * @param sometimes names of the outermost object that are not always there.
 */
export const strictSchema = (
  schema: OutputDefinition,
  examples: readonly unknown[],
  sometimes: readonly string[] = [],
): JSONSchema => {
  const { properties, items, description } = schema;
  const described = description === undefined ? {} : { description };
  if (schema.type === undefined) return { tsType: "unknown", ...described };
  const objects = examples.filter(isObject);
  const names = Object.keys(properties ?? {});
  return {
    type: schema.type as NonNullable<JSONSchema["type"]>,
    ...described,
    ...(items && {
      items: strictSchema(
        items,
        examples.flatMap((example) => (Array.isArray(example) ? example : [])),
      ),
    }),
    ...(properties && {
      properties: Object.fromEntries(
        names.map((name) => [
          name,
          strictSchema(properties[name] as OutputDefinition, valuesAt(objects, name)),
        ]),
      ),
      required: names.filter(
        (name) =>
          objects.length > 0 &&
          !sometimes.includes(name) &&
          valuesAt(objects, name).length === objects.length,
      ),
      additionalProperties: names.length === 0,
    }),
  };
};
