import type { OutputUnit } from "@cfworker/json-schema";
import { refuseInput } from "./InputError";
import { isObject } from "./isObject";
import { createTimeLimit, type LimitTime } from "./limitTime";
import { followReference, innerSchemas, isAnnotation, type JsonSchema, mapSchemas } from "./schemaPlaces";
import { unicodePattern } from "./unicodePattern";
import { formatInWords } from "./valueKeywords";

/** Returns an answer's violations in words; none for an answer that fits. */
export type AnswerCheck = (value: unknown) => string[];

const mostViolations = 10;
/** Longest violation: names of properties and values of enums may be very long. */
const longestViolation = 500;
const longestName = 200;

/** Keywords whose errors only say that there are errors further down. */
const wrappers = new Set([
  "properties",
  "patternProperties",
  "additionalProperties",
  "items",
  "additionalItems",
  "prefixItems",
  "$ref",
]);

const stepsOf = (location: string): string[] =>
  location
    .split("/")
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));

/** The value of a keyword at the validator's location, through references. */
const valueAt = (root: JsonSchema, location: string): unknown =>
  stepsOf(location).reduce<unknown>((node, step) => {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, step)) return undefined;
    const value = (node as JsonSchema)[step];
    return step === "$ref" && typeof value === "string" ? followReference(root, value) : value;
  }, root);

/** An error in words. For a pattern or a format, which @cfworker/json-schema does not name, they say which. */
const errorInWords = (root: JsonSchema, { keyword, keywordLocation, error }: OutputUnit): string => {
  if (keyword !== "pattern" && keyword !== "format") return error;
  const value = valueAt(root, keywordLocation);
  if (typeof value !== "string") return error;
  return keyword === "pattern"
    ? `String does not match pattern ${value}`
    : `String does not match format ${formatInWords(value)}.`;
};

/**
 * The schema as the validator accepts it: patterns with the flag `u`, and only formats that it knows. Its format `url`
 * takes exponential time and is replaced by `uri`, which checks nearly the same.
 */
const checkable = (given: unknown, formats: object): unknown => {
  if (!isObject(given)) return given;
  const changed = mapSchemas(given, (inner) => checkable(inner, formats));
  const { format, pattern, patternProperties, ...rest } = changed;
  const known = format === "url" ? "uri" : format;
  return {
    // Annotations are left out: they may hold anything, even what looks like a schema's name.
    ...Object.fromEntries(Object.entries(rest).filter(([key]) => !isAnnotation(key))),
    ...(typeof known === "string" && Object.hasOwn(formats, known) && { format: known }),
    ...(typeof pattern === "string" && { pattern: unicodePattern(pattern) ?? pattern }),
    ...(isObject(patternProperties) && {
      patternProperties: Object.fromEntries(
        Object.entries(patternProperties).map(([name, inner]) => [unicodePattern(name) ?? name, inner]),
      ),
    }),
  };
};

/** True for keywords whose time may grow faster than the answer. */
const mayTakeLong = (schema: unknown): boolean =>
  isObject(schema) &&
  (["pattern", "patternProperties", "uniqueItems"].some((key) => schema[key] !== undefined) ||
    innerSchemas(schema).some(([, inner]) => mayTakeLong(inner)));

const unlimited: LimitTime = (work) => work();

/**
 * Makes the check of a schema. The schema is interpreted: no code is made from a builder's text. A builder's pattern
 * may take exponential time, so a check is ended after a second, which is then the violation.
 * @throws InputError with the label when the schema can't be followed, such as one that refers to itself at once.
 */
export const createAnswerCheck = async (label: string, schema: JsonSchema): Promise<AnswerCheck> => {
  const { Validator, format } = await import("@cfworker/json-schema");
  // The validator writes into the schema.
  const own = structuredClone(checkable(schema, format)) as JsonSchema;
  const validator = new Validator(own, "2020-12", false);
  try {
    validator.validate({});
  } catch (error) {
    const why = error instanceof RangeError ? "it leads back to itself" : (error as Error).message;
    refuseInput(label, `this JSON schema can't be followed: ${why}.`, "Correct the schema.");
  }
  const inTime = mayTakeLong(schema) ? createTimeLimit() : unlimited;
  const cannot = (why: string): string[] => [`The answer can't be checked: ${why}.`];
  return (value) => {
    try {
      const result = inTime(() => validator.validate(value));
      if (!result) return cannot("a pattern or uniqueItems of the schema takes too long on it");
      const told = result.errors
        .filter(({ keyword }) => !wrappers.has(keyword))
        .slice(0, 10 * mostViolations)
        .map((error) => {
          const name = stepsOf(error.instanceLocation).join(".").slice(0, longestName);
          if (error.keyword === "false") return `${name}: this property is not allowed.`;
          const words = errorInWords(schema, error);
          return (name ? `${name}: ${words}` : words).slice(0, longestViolation);
        });
      return [...new Set(told)].slice(0, mostViolations);
    } catch (error) {
      // A property name with half a character has no URI, and too deep a schema overflows the stack.
      return cannot(error instanceof RangeError ? "it is nested too deep" : (error as Error).message);
    }
  };
};
