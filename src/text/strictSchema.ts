import { isJsonObject, type JsonSchema } from "./schemaProblem";

/** What Azure takes in a strict schema. */
const mostProperties = 100;
const mostLevels = 5;

/** Said of a value alone: the service takes none of these, and leaving them out allows no other shape. */
const valueKeywords = new Set([
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "default",
  "examples",
  "$schema",
  "$id",
  "$comment",
]);

const strictKeywords = new Set([
  "type",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "enum",
  "const",
  "anyOf",
  "$ref",
  "$defs",
  "definitions",
  "title",
  "description",
]);

/** Thrown and caught here alone: the schema says something that a strict one can't. */
class NotStrict extends Error {}

const fail = (): never => {
  throw new NotStrict();
};

const includes = (type: unknown, name: string): boolean =>
  type === name || (Array.isArray(type) && type.includes(name));

/** Copies a schema without what says something of values alone. */
class Tightening {
  private properties = 0;

  schema(schema: unknown, level: number): JsonSchema {
    if (!isJsonObject(schema) || level > mostLevels) return fail();
    const kept = Object.fromEntries(Object.entries(schema).filter(([key]) => !valueKeywords.has(key)));
    if (Object.keys(kept).some((key) => !strictKeywords.has(key))) return fail();
    const isTyped = ["type", "enum", "const", "anyOf", "$ref"].some((key) => kept[key] !== undefined);
    if (!isTyped) return fail();
    return {
      ...kept,
      ...this.definitions(kept, "$defs"),
      ...this.definitions(kept, "definitions"),
      ...(Array.isArray(kept.anyOf) && { anyOf: kept.anyOf.map((one) => this.schema(one, level)) }),
      ...((includes(kept.type, "object") || kept.properties !== undefined) && this.object(kept, level)),
      ...((includes(kept.type, "array") || kept.items !== undefined) && {
        items: this.schema(kept.items, level + 1),
      }),
    };
  }

  private definitions(schema: JsonSchema, key: "$defs" | "definitions"): JsonSchema {
    return schema[key] === undefined ? {} : { [key]: this.map(schema[key], 1) };
  }

  private map(schemas: unknown, level: number): JsonSchema {
    if (!isJsonObject(schemas)) return fail();
    return Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, this.schema(schema, level)]),
    );
  }

  private object({ properties, required, additionalProperties }: JsonSchema, level: number): JsonSchema {
    if (!isJsonObject(properties) || !Array.isArray(required)) return fail();
    const names = Object.keys(properties);
    this.properties += names.length;
    if (this.properties > mostProperties) return fail();
    if (additionalProperties !== undefined && additionalProperties !== false) return fail();
    if (required.length !== names.length || names.some((name) => !required.includes(name))) return fail();
    return { properties: this.map(properties, level + 1), additionalProperties: false };
  }
}

/**
 * The schema as the service enforces it: no other than the named properties, each required, without keywords that
 * it does not know. undefined when it can't be put like that: properties that may be absent or have any name,
 * combinations of schemas, more than 100 properties or 5 levels.
 */
export const strictSchema = (schema: JsonSchema): JsonSchema | undefined => {
  // The root has to be an object, and no choice of several.
  if (schema.type !== "object" || schema.anyOf !== undefined) return undefined;
  try {
    return new Tightening().schema(schema, 0);
  } catch (error) {
    if (error instanceof NotStrict) return undefined;
    throw error;
  }
};
