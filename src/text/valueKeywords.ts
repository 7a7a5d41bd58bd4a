import type { JsonSchema } from "./schemaPlaces";

/**
 * Keywords that restrict single values. The service accepts none of them in a strict schema (Azure's page on
 * structured outputs), and leaving them out allows no other shape.
 */
const valueKeywords: ReadonlySet<string> = new Set([
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
]);

/** Hints for formats whose names say too little, about what most answers get wrong. */
const formatHints: Readonly<Record<string, string>> = {
  "date-time": "such as 2026-01-31T10:00:00Z, with Z or an offset",
  time: "such as 10:00:00Z, with Z or an offset",
  date: "such as 2026-01-31",
  duration: "such as P1DT12H",
  email: "in ASCII",
};

const longestValue = 300;

/** A format's name, with a hint in parentheses where there is one. */
export const formatInWords = (format: string): string =>
  Object.hasOwn(formatHints, format) ? `${format} (${formatHints[format]})` : format;

const inWords = (key: string, value: unknown): string =>
  `${key} ${key === "format" ? formatInWords(String(value)) : String(value)}`.slice(0, longestValue);

/** Adds the keywords that a strict schema lacks to the description, so that the model knows them. */
export const withKeywordsTold = (schema: JsonSchema): JsonSchema => {
  const told = Object.entries(schema)
    .filter(([key, value]) => valueKeywords.has(key) && value !== false)
    .map(([key, value]) => inWords(key, value));
  const { description } = schema;
  if (told.length === 0) return typeof description === "string" ? { description } : {};
  const rule = `It has to keep to: ${told.join("; ")}`;
  return {
    description: typeof description === "string" && description !== "" ? `${description}\n${rule}` : rule,
  };
};
