import type { JsonSchema } from "./schemaPlaces";

/**
 * Said of a value alone: the service takes none of these in a strict schema (Azure's page on structured outputs),
 * and leaving them out allows no other shape.
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

/** What a format's name alone does not tell, by what most answers get wrong. */
const formatHints: Readonly<Record<string, string>> = {
  "date-time": "such as 2026-01-31T10:00:00Z, with Z or an offset",
  time: "such as 10:00:00Z, with Z or an offset",
  date: "such as 2026-01-31",
  duration: "such as P1DT12H",
  email: "in ASCII",
};

const longestValue = 300;

/** A format with an example of it, in brackets, where its name tells too little. */
export const formatInWords = (format: string): string =>
  Object.hasOwn(formatHints, format) ? `${format} (${formatHints[format]})` : format;

const inWords = (key: string, value: unknown): string =>
  `${key} ${key === "format" ? formatInWords(String(value)) : String(value)}`.slice(0, longestValue);

/** The description with what a strict schema can't say of the value, so that the model knows it all the same. */
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
