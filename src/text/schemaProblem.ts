import { isObject } from "./isObject";
import { schemaTypes } from "./normalSchema";
import { followReference, innerSchemas, type JsonSchema, schemaLists, schemaMaps } from "./schemaPlaces";
import { unicodePattern } from "./unicodePattern";

const isTypeName = (value: unknown): boolean => schemaTypes.includes(value);
const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === "string";
const isNumber = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const hasWholeNames = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).every((name) => name.isWellFormed());
const isPattern = (value: unknown): boolean =>
  typeof value === "string" && unicodePattern(value) !== undefined;

const kinds: ReadonlyArray<readonly [keys: string, isRight: (value: unknown) => boolean, what: string]> = [
  [
    "type",
    (value) => isTypeName(value) || (isList(value) && value.length > 0 && value.every(isTypeName)),
    `one of ${schemaTypes.join(", ")}, or a list of them`,
  ],
  ["required", (value) => isList(value) && value.every(isText), "a list of property names"],
  ["enum", (value) => isList(value) && value.length > 0, "a list of values"],
  ["pattern", isPattern, "a regular expression of JavaScript"],
  ["format description title $ref", isText, "text"],
  ["minimum maximum exclusiveMinimum exclusiveMaximum multipleOf", isNumber, "a number"],
  [
    "minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains",
    isCount,
    "a whole number of at least 0",
  ],
  ["uniqueItems", (value) => typeof value === "boolean", "true or false"],
  [schemaMaps.join(" "), isObject, "an object of schemas"],
  [schemaMaps.join(" "), hasWholeNames, "an object whose names hold no half of a character"],
  [schemaLists.join(" "), (value) => isList(value) && value.length > 0, "a list of schemas"],
];

/** Why a reference can't be followed; undefined when it leads to a schema. */
const referenceProblem = (schema: JsonSchema, root: JsonSchema): string | undefined => {
  const seen = new Set<unknown>();
  let current: unknown = schema;
  while (isObject(current) && typeof current.$ref === "string") {
    if (seen.has(current)) return "leads back to itself";
    seen.add(current);
    current = followReference(root, current.$ref);
  }
  return isObject(current) || typeof current === "boolean" ? undefined : "leads to nothing in the schema";
};

const problemAt = (schema: unknown, place: string, root: JsonSchema): string | undefined => {
  if (typeof schema === "boolean") return undefined;
  if (!isObject(schema)) return `${place || "it"} is no schema`;
  const at = (key: string): string => (place ? `${place}.${key}` : key);
  for (const [keys, isRight, what] of kinds) {
    const wrong = keys.split(" ").find((key) => schema[key] !== undefined && !isRight(schema[key]));
    if (wrong) return `${at(wrong)} has to be ${what}`;
  }
  const reference = referenceProblem(schema, root);
  if (reference) return `${at("$ref")} ${reference}`;
  for (const [key, value] of innerSchemas(schema)) {
    const problem = problemAt(value, at(key), root);
    if (problem) return problem;
  }
  return undefined;
};

/** What is wrong with a JSON schema, and where; undefined for a valid one. */
export const schemaProblem = (schema: JsonSchema): string | undefined => problemAt(schema, "", schema);
