import { exampleSchema } from "./exampleSchema";
import { refuseInput } from "./InputError";
import { isObject } from "./isObject";
import { normalSchema } from "./normalSchema";
import {
  isDefinitionsAlone,
  isPropertyMap,
  isRequestPart,
  isSchema,
  isTypeMap,
  isValueSchema,
  wrappedSchema,
} from "./schemaForms";
import { followReference, type JsonSchema } from "./schemaPlaces";
import { schemaProblem } from "./schemaProblem";
import { strictSchema } from "./strictSchema";

/** The form that answers have to have. */
export interface AnswerSchema {
  /** The schema that answers are checked against. */
  full: JsonSchema;
  /** The schema that is sent. */
  sent: JsonSchema;
  /** True when the service enforces the sent schema. */
  isStrict: boolean;
  /** Why the service can't enforce it, as the end of a sentence; absent when it can. */
  unenforced?: string;
  /** Names of the properties in the schema. */
  properties: readonly string[];
}

const choices = ["allOf", "anyOf", "oneOf"];

/** The schemas of the answer itself: the root, and those it refers to and combines. */
const rootSchemas = (root: JsonSchema): JsonSchema[] => {
  const found = new Set<JsonSchema>();
  const visit = (schema: unknown): void => {
    if (!isObject(schema) || found.has(schema)) return;
    found.add(schema);
    if (typeof schema["$ref"] === "string") visit(followReference(root, schema["$ref"]));
    for (const key of choices) if (Array.isArray(schema[key])) schema[key].forEach(visit);
    for (const key of ["if", "then", "else"]) visit(schema[key]);
    if (isObject(schema["dependentSchemas"])) Object.values(schema["dependentSchemas"]).forEach(visit);
  };
  visit(root);
  return [...found];
};

const propertiesOf = (root: JsonSchema): string[] => [
  ...new Set(
    rootSchemas(root).flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : [])),
  ),
];

/** False when the types in the schema allow no object. */
export const allowsObject = (root: JsonSchema, schema: unknown = root, depth = 0): boolean => {
  if (!isObject(schema) || depth > 50) return schema !== false;
  const { type } = schema;
  if (type !== undefined && type !== "object" && !(Array.isArray(type) && type.includes("object")))
    return false;
  const allows = (part: unknown): boolean => allowsObject(root, part, depth + 1);
  if (typeof schema["$ref"] === "string" && !allows(followReference(root, schema["$ref"]))) return false;
  if (Array.isArray(schema["allOf"]) && !schema["allOf"].every(allows)) return false;
  return ["anyOf", "oneOf"].every((key) => {
    const list = schema[key];
    return !Array.isArray(list) || list.some(allows);
  });
};

/** The schema to send where the service can't enforce it. Its root must have the type object all the same. */
const openRoot = (root: JsonSchema): JsonSchema => {
  let open = root;
  for (let hops = 0; typeof open["$ref"] === "string" && hops < 50; hops += 1) {
    const { $ref, ...siblings } = open;
    const target = followReference(root, String($ref));
    open = { ...(isObject(target) ? target : {}), ...siblings };
  }
  return { ...open, type: "object" };
};

/** A schema as it is sent, and whether the service enforces it. */
export type SentSchema = Pick<AnswerSchema, "sent" | "isStrict" | "unenforced">;

/** The schema to send: strict where the service can enforce it, else as it is, and why. */
export const sentSchema = (full: JsonSchema): SentSchema => {
  const strict = strictSchema(full);
  return "schema" in strict
    ? { sent: strict.schema, isStrict: true }
    : { sent: openRoot(full), isStrict: false, unenforced: strict.reason };
};

const example = 'Accepted is, for example, {"sentiment": "positive", "score": 0.9}';

/** Reads the entered value: a schema, a wrapped schema, or an example. */
const readForm = (label: string, value: JsonSchema): JsonSchema => {
  const given = isSchema(value) ? value : (wrappedSchema(value) ?? value);
  if (isSchema(given) || isValueSchema(given)) return given;
  if (isPropertyMap(given))
    refuseInput(
      label,
      "this looks like properties with their schemas, which is neither a JSON schema nor an example of an answer.",
      `Enter {"type": "object", "properties": …} with these properties in it, or an example. ${example}`,
    );
  if (isDefinitionsAlone(given))
    refuseInput(
      label,
      "this has definitions of schemas, and none that is the answer's.",
      `Enter the one that answers have to match, or refer to it: {"$ref": "#/$defs/…", "$defs": …}. ${example}`,
    );
  if (isTypeMap(given))
    refuseInput(
      label,
      "this has the names of types where an example of an answer has values.",
      `Enter a value of each type, such as 0.9 for a number, or a JSON schema. ${example}`,
    );
  if (isRequestPart(given))
    refuseInput(
      label,
      "this is a part of a request without a JSON schema of an object in it.",
      `Enter the schema alone, or an example of an answer. ${example}`,
    );
  return exampleSchema([given]);
};

const refuseSchema = (label: string, problem: string): never =>
  refuseInput(label, `this is not a JSON schema: ${problem}.`, example);

/**
 * Reads the form of answers from a JSON schema or from an example of an answer.
 * @throws InputError with the label for any other value.
 */
export const readAnswerSchema = (label: string, value: unknown): AnswerSchema => {
  if (!isObject(value)) return refuseInput(label, "this is not an object.", example);
  if (Object.keys(value).length === 0) refuseInput(label, "it has no property.", example);
  const full = normalSchema(readForm(label, value)) ?? refuseSchema(label, "it is nested too deep");
  const problem = schemaProblem(full);
  if (problem) refuseSchema(label, problem);
  if (!allowsObject(full))
    refuseInput(
      label,
      "the answer has to be an object, since its properties go into the record.",
      `Put a list or a value into a property of an object. ${example}`,
    );
  return { full, ...sentSchema(full), properties: propertiesOf(full) };
};
