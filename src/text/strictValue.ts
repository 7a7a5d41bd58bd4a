import { isObject } from "./isObject";
import type { JsonSchema } from "./schemaPlaces";
import { notStrict, type StrictLimits } from "./strictLimits";
import { withKeywordsTold } from "./valueKeywords";

/** Makes the strict schema of an inner value. */
type Inner = (schema: unknown, level: number, place: string) => JsonSchema;

const typeOf = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
};

const textKeywords = ["minLength", "maxLength", "pattern", "format"];
const numberKeywords = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

const valuesOf = (schema: JsonSchema): unknown[] | undefined => {
  if (schema["const"] !== undefined) return [schema["const"]];
  return Array.isArray(schema["enum"]) ? schema["enum"] : undefined;
};

const ofValues = (values: readonly unknown[]): string[] => {
  const types = new Set(values.map(typeOf));
  if (types.has("number")) types.delete("integer");
  return [...types];
};

/**
 * The types that a schema allows. Where it names none, they follow from its other keywords; undefined where these show
 * none.
 */
export const typesOf = (schema: JsonSchema): string[] | undefined => {
  const { type } = schema;
  if (type !== undefined) return [...new Set(Array.isArray(type) ? type : [type])] as string[];
  const values = valuesOf(schema);
  if (values) return ofValues(values);
  const has = (key: string): boolean => schema[key] !== undefined;
  if (has("properties")) return ["object"];
  if (has("items")) return ["array"];
  if (textKeywords.some(has)) return ["string"];
  return numberKeywords.some(has) ? ["number"] : undefined;
};

const isOfType = (value: unknown, types: readonly string[]): boolean => {
  const type = typeOf(value);
  return types.includes(type) || (type === "integer" && types.includes("number"));
};

/** The schema of a value from a list (enum or const). */
const strictChoice = (
  schema: JsonSchema,
  values: readonly unknown[],
  types: readonly string[],
  place: string,
  limits: StrictLimits,
): JsonSchema => {
  const fitting = [...new Set(values)].filter((value) => isOfType(value, types));
  if (fitting.some((value) => typeof value === "object" && value !== null))
    return notStrict(`${place} is one of several objects or lists`);
  if (fitting.length === 0) return notStrict(`${place} allows no value`);
  limits.values(place, fitting);
  const used = types.filter((type) => fitting.some((value) => isOfType(value, [type])));
  const isNull = fitting.every((value) => value === null);
  return { ...typed(used), ...titled(schema), ...(!isNull && { enum: fitting }) };
};

const typed = (types: readonly string[]): JsonSchema => ({ type: types.length === 1 ? types[0] : types });

const titled = (schema: JsonSchema): JsonSchema => ({
  ...(typeof schema["title"] === "string" && { title: schema["title"] }),
  ...withKeywordsTold(schema),
});

const strictObject = (
  schema: JsonSchema,
  level: number,
  place: string,
  limits: StrictLimits,
  inner: Inner,
): JsonSchema => {
  const { properties, required, additionalProperties, unevaluatedProperties } = schema;
  const at = (name: string): string => (place === "it" ? name : `${place}.${name}`);
  if (!isObject(properties)) return notStrict(`${place} may have any properties`);
  const names = Object.keys(properties);
  limits.names(names);
  const isOpen = additionalProperties === undefined && unevaluatedProperties === undefined;
  if (names.length === 0 && isOpen) return notStrict(`${place} may have any properties`);
  for (const more of [additionalProperties, unevaluatedProperties])
    if (more !== undefined && more !== false) return notStrict(`${place} may have other properties`);
  const needed: unknown[] = Array.isArray(required) ? required : [];
  const optional = names.find((name) => !needed.includes(name));
  if (optional !== undefined) return notStrict(`${at(optional)} may be absent`);
  const unknown = needed.find((name) => !names.includes(String(name)));
  if (unknown !== undefined) return notStrict(`nothing says what ${at(String(unknown))} is`);
  return {
    type: "object",
    ...titled(schema),
    properties: Object.fromEntries(
      names.map((name) => [name, inner(properties[name], level + 1, at(name))] as const),
    ),
    required: names,
    additionalProperties: false,
  };
};

/** The strict schema of one value, with a type and without unknown keywords. */
export const strictValue = (
  schema: JsonSchema,
  level: number,
  place: string,
  limits: StrictLimits,
  inner: Inner,
): JsonSchema => {
  const types = typesOf(schema);
  if (types === undefined) return notStrict(`${place} may be of any kind`);
  const values = valuesOf(schema);
  if (values) return strictChoice(schema, values, types, place, limits);
  if (types.length > 1 && types.some((type) => type === "object" || type === "array")) {
    const { title, description, ...rest } = schema;
    return {
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      anyOf: types.map((type) =>
        strictValue(type === "null" ? { type } : { ...rest, type }, level, place, limits, inner),
      ),
    };
  }
  const [type] = types;
  if (type === "object") return strictObject(schema, level, place, limits, inner);
  if (type === "array") {
    if (schema["items"] === undefined) return notStrict(`${place} is a list of anything`);
    const items = inner(schema["items"], level + 1, `an entry of ${place}`);
    return { type: "array", ...titled(schema), items };
  }
  return { ...typed(types), ...titled(schema) };
};
