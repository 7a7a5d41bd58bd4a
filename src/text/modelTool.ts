import { allowsObject, type SentSchema, sentSchema } from "./answerSchema";
import { refuseInput } from "./InputError";
import { isObject, type JsonObject } from "./isObject";
import { normalSchema } from "./normalSchema";
import { isAnnotation, type JsonSchema, mapSchemas } from "./schemaPlaces";
import { schemaProblem } from "./schemaProblem";
import { toolName } from "./toolName";

/** A function that a model may ask for. */
export interface FunctionTool extends SentSchema {
  type: "function";
  name: string;
  description?: string;
  /** The schema that its arguments are checked against. */
  full: JsonSchema;
}

/** A tool of another type, as it was given: one of the service's own, or one that takes free text. */
interface OtherTool {
  type: string;
  name: string | undefined;
  given: JsonObject;
}

/** A tool that is offered to a model. */
export type ModelTool = FunctionTool | OtherTool;

/** True for a function, whose arguments are JSON. */
export const isFunctionTool = (tool: ModelTool): tool is FunctionTool => "full" in tool;

const accepted =
  'Accepted is, for example, [{"name": "find_order", "description": "Find an order", "parameters": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}]';

/** What the service enforces nothing of and some servers refuse; defaults and examples tell the model something. */
const isForeign = (key: string): boolean =>
  key === "$id" || (isAnnotation(key) && key !== "default" && key !== "examples");

const withoutForeign = (schema: unknown): unknown =>
  isObject(schema)
    ? mapSchemas(
        Object.fromEntries(Object.entries(schema).filter(([key]) => !isForeign(key))),
        withoutForeign,
      )
    : schema;

const refuseTool = (label: string, name: string, what: string): never =>
  refuseInput(label, `the tool ${name} ${what}.`, accepted);

/** Keywords of which the schema of an object has one. */
const keywords = [
  ...["type", "properties", "required", "additionalProperties", "patternProperties"],
  ...["$ref", "anyOf", "oneOf", "allOf", "$defs", "definitions", "enum", "const"],
];

/** True for what no keyword makes a schema, such as properties without the schema around them. */
const isNoSchema = (given: JsonObject): boolean =>
  !keywords.some((key) => key in given) &&
  Object.entries(given).some(
    ([key, value]) => isObject(value) || !(isAnnotation(key) || ["title", "description"].includes(key)),
  );

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/**
 * The schema of a tool's arguments, without keywords that only others read. A tool without one takes an empty object.
 * @throws InputError with the label and the tool's name.
 */
const argumentsSchema = (label: string, name: string, given: unknown): JsonSchema => {
  if (isAbsent(given)) return { type: "object", properties: {} };
  if (!isObject(given) || isNoSchema(given))
    return refuseTool(label, name, "has parameters that are no JSON schema");
  const full = normalSchema(withoutForeign(given) as JsonSchema);
  if (!full) return refuseTool(label, name, "has a schema that is nested too deep");
  const problem = schemaProblem(full);
  if (problem !== undefined) refuseTool(label, name, `has no JSON schema as its parameters: ${problem}`);
  if (!allowsObject(full)) refuseTool(label, name, "has parameters whose type is not object");
  return full;
};

/**
 * Makes the function that a model may ask for.
 * @param strict - false where the builder lets arguments be of another form; true where they have to be enforced
 */
export const functionTool = (
  label: string,
  { name, description, parameters, strict }: JsonObject & { name: string },
): FunctionTool => {
  const full = argumentsSchema(label, name, parameters);
  const sent = isAbsent(parameters) ? { sent: full, isStrict: false } : sentSchema(full);
  const isAsked = typeof strict === "boolean";
  return {
    type: "function",
    name,
    ...(typeof description === "string" && description !== "" && { description }),
    full,
    // Where the builder says that the service enforces it, the service is asked, whose limits may have grown.
    ...(isAsked && strict !== sent.isStrict ? { sent: { ...full, type: "object" }, isStrict: strict } : sent),
  };
};

/**
 * Reads a tool in the form of chat, of the Responses API, of MCP, or with name, description and parameters alone.
 * @throws InputError with the label and the tool's place or name.
 */
const readTool = (label: string, value: unknown, place: string): ModelTool => {
  if (!isObject(value)) return refuseInput(label, `${place} is not an object.`, accepted);
  const { type, function: inner } = value;
  const given = isObject(inner) ? inner : value;
  const { name } = isObject(value["custom"]) ? value["custom"] : given;
  if (typeof type === "string" && type !== "function" && type !== "custom")
    return { type, name: typeof name === "string" ? name : undefined, given: value };
  if (typeof name !== "string" || name === "") return refuseInput(label, `${place} has no name.`, accepted);
  if (!toolName.test(name))
    refuseInput(
      label,
      `the name of the tool ${name.slice(0, 100)} is not accepted.`,
      "It may have 1 to 64 letters, digits, underscores and hyphens.",
    );
  if (type === "custom") return { type, name, given: value };
  // MCP and other vendors have the schema under names of their own.
  const parameters = given["parameters"] ?? given["inputSchema"] ?? given["input_schema"];
  return functionTool(label, { ...given, name, parameters });
};

/** Most tools of a request (service limit). */
const mostTools = 128;

/**
 * Checks tools against each other.
 * @throws InputError with the label for more than the service takes, or two of one name.
 */
export const checkTools = (label: string, tools: readonly ModelTool[]): void => {
  if (tools.length > mostTools)
    refuseInput(label, `${tools.length} tools are more than the ${mostTools} that a request may offer.`);
  const names = tools.flatMap(({ name }) => name ?? []);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) refuseInput(label, `two tools have the name ${twice}.`, "Rename one of them.");
};

/**
 * Reads the tools that a model may ask for: one, or a list.
 * @throws InputError with the label and the tool's name, or its place where it has none.
 */
export const readTools = (label: string, value: unknown): ModelTool[] =>
  (Array.isArray(value) ? value : [value]).map((tool, index) => readTool(label, tool, `tool ${index + 1}`));
