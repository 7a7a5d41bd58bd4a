import { isJsonObject, type JsonSchema, schemaProblem, schemaTypes } from "./schemaProblem";
import { strictSchema } from "./strictSchema";

/** The form that answers have to have. */
export interface AnswerSchema {
  /** What answers are checked against. */
  full: JsonSchema;
  /** What the service is told. */
  sent: JsonSchema;
  /** True when the service enforces it. */
  isStrict: boolean;
  /** Names of the properties that the schema tells of. */
  properties: readonly string[];
}

const derive = (example: unknown): JsonSchema => {
  // What null stands for is unknown: text is the likeliest.
  if (example === null || example === undefined) return { type: ["string", "null"] };
  if (Array.isArray(example)) return { type: "array", items: derive(example.length > 0 ? example[0] : "") };
  if (!isJsonObject(example)) return { type: typeof example };
  const entries = Object.entries(example);
  return {
    type: "object",
    properties: Object.fromEntries(entries.map(([name, value]) => [name, derive(value)])),
    required: entries.map(([name]) => name),
    additionalProperties: false,
  };
};

const schemaKeywords = ["$schema", "$ref", "required", "additionalProperties", "$defs", "patternProperties"];

/** True for a JSON schema, false for an example of what it would describe. */
const isSchema = (value: JsonSchema): boolean => {
  const { $schema, $ref, type, properties } = value;
  if (typeof $schema === "string" || (typeof $ref === "string" && $ref.startsWith("#"))) return true;
  if (Object.keys(value).length === 1 && Array.isArray(value.anyOf ?? value.oneOf ?? value.allOf))
    return true;
  const isTyped = schemaTypes.includes(type) || Array.isArray(type);
  if (type === "object" && Object.keys(value).length === 1) return true;
  if (isTyped && schemaKeywords.some((key) => value[key] !== undefined)) return true;
  return (
    isJsonObject(properties) &&
    (type === undefined || isTyped) &&
    Object.values(properties).every((property) => typeof property === "boolean" || isJsonObject(property))
  );
};

/** The schema within the wrapper that requests have around it, for who pastes one. */
const unwrapped = (value: JsonSchema): JsonSchema => {
  if (value.type === "json_schema" && isJsonObject(value.json_schema)) return unwrapped(value.json_schema);
  const isWrapper = typeof value.name === "string" && isJsonObject(value.schema) && isSchema(value.schema);
  return isWrapper ? (value.schema as JsonSchema) : value;
};

const allowsObject = ({ type }: JsonSchema): boolean =>
  type === undefined || type === "object" || (Array.isArray(type) && type.includes("object"));

/**
 * The form of answers from a JSON schema, or from an example of an answer.
 * @throws Error that names the label when it is neither.
 */
export const readAnswerSchema = (label: string, value: unknown): AnswerSchema => {
  const example = 'Accepted is, for example, {"sentiment": "positive", "score": 0.9}';
  if (!isJsonObject(value)) throw new Error(`${label}: this is not an object. ${example}`);
  if (Object.keys(value).length === 0) throw new Error(`${label}: it has no property. ${example}`);
  const given = unwrapped(value);
  const full = isSchema(given) ? given : derive(given);
  const problem = schemaProblem(full);
  if (problem) throw new Error(`${label}: this is not a JSON schema: ${problem}. ${example}`);
  if (!allowsObject(full))
    throw new Error(
      `${label}: the answer has to be an object, since its properties go into the record. ${example}`,
    );
  const strict = strictSchema(full);
  return {
    full,
    sent: strict ?? full,
    isStrict: strict !== undefined,
    properties: isJsonObject(full.properties) ? Object.keys(full.properties) : [],
  };
};
