import type { Api } from "../../server/address";
import { isRecord } from "../../server/answer";

type Context = readonly string[];

/** Limits of Azure's page on structured outputs, and of OpenAI's guide. */
const azureLimits = { properties: 100, levels: 5, enumValues: 500 };
const openaiLimits = { properties: 5000, levels: 10, enumValues: 1000 };

/** Azure's models take none of these in a strict schema; OpenAI's take some by now. */
const valueKeywords = [
  ...["minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum"],
  ...["exclusiveMaximum", "multipleOf", "minItems", "maxItems"],
];
const neverPermitted = [
  ...["uniqueItems", "contains", "minContains", "maxContains", "unevaluatedItems", "prefixItems"],
  ...["patternProperties", "unevaluatedProperties", "propertyNames", "minProperties", "maxProperties"],
  ...["oneOf", "allOf", "not", "if", "then", "else", "dependencies", "dependentRequired", "dependentSchemas"],
  ...["default", "nullable", "examples"],
];

const types = ["string", "number", "integer", "boolean", "object", "array", "null"];

/** What the service refuses in a strict schema, in its words; undefined when it enforces the schema. */
export const strictProblem = (schema: Record<string, unknown>, api: Api): string | undefined => {
  if (schema["anyOf"] !== undefined) return "schema must not have 'anyOf' at its root";
  return new StrictReading(schema, api !== "openai").problem();
};

class StrictReading {
  private properties = 0;
  private enumValues = 0;
  private readonly limits: typeof azureLimits;

  constructor(
    private readonly root: Record<string, unknown>,
    private readonly isAzure: boolean,
  ) {
    this.limits = isAzure ? azureLimits : openaiLimits;
  }

  problem(): string | undefined {
    return (
      this.node(this.root, [], 0) ??
      this.definitions("$defs") ??
      this.definitions("definitions") ??
      this.tooMuch()
    );
  }

  private definitions(key: string): string | undefined {
    const map = this.root[key];
    return first(Object.entries(isRecord(map) ? map : {}), ([name, one]) => this.node(one, [key, name], 1));
  }

  private tooMuch(): string | undefined {
    if (this.properties > this.limits.properties)
      return `the schema has ${this.properties} properties in total. At most ${this.limits.properties} are supported`;
    if (this.enumValues > this.limits.enumValues)
      return `the schema has ${this.enumValues} enum values in total. At most ${this.limits.enumValues} are supported`;
    return undefined;
  }

  private node(schema: unknown, context: Context, level: number): string | undefined {
    if (!isRecord(schema)) return at(context, "schema must be an object");
    if (level > this.limits.levels) return at(context, `nesting exceeds ${this.limits.levels} levels`);
    if (schema["$ref"] !== undefined) return this.reference(schema, context);
    const wrong = [...(this.isAzure ? valueKeywords : []), ...neverPermitted].find((key) => key in schema);
    if (wrong !== undefined) return at(context, `'${wrong}' is not permitted`);
    if (Array.isArray(schema["anyOf"]))
      return first([...schema["anyOf"].entries()], ([index, one]) =>
        this.node(one, [...context, "anyOf", String(index)], level),
      );
    return this.typed(schema, context, level);
  }

  private reference(schema: Record<string, unknown>, context: Context): string | undefined {
    const beside = Object.keys(schema).filter((key) => key !== "$ref");
    const listed = beside.map((key) => `'${key}'`).join(", ");
    if (beside.length > 0) return at(context, `$ref cannot have keywords {${listed}}`);
    const reference = String(schema["$ref"]);
    if (reference === "#") return undefined;
    const [, key = "", name = ""] = /^#\/(\$defs|definitions)\/([^/]+)$/.exec(reference) ?? [];
    const map = this.root[key];
    const plain = name.replaceAll("~1", "/").replaceAll("~0", "~");
    return isRecord(map) && Object.hasOwn(map, plain)
      ? undefined
      : at(context, "reference can only point to definitions defined at the top level of the schema");
  }

  private typed(schema: Record<string, unknown>, context: Context, level: number): string | undefined {
    const { type } = schema;
    if (type === undefined) return at(context, "schema must have a 'type' key");
    const named: unknown[] = Array.isArray(type) ? type : [type];
    if (named.length === 0 || !named.every((name) => types.includes(String(name))))
      return at(context, `'${String(type)}' is not a valid type`);
    return (
      this.values(schema, named, context) ??
      (named.includes("object") ? this.object(schema, context, level) : undefined) ??
      (named.includes("array") ? this.list(schema, context, level) : undefined)
    );
  }

  private values(schema: Record<string, unknown>, named: unknown[], context: Context): string | undefined {
    const { enum: list } = schema;
    if (list === undefined) return undefined;
    if (!Array.isArray(list) || list.length === 0) return at(context, "'enum' must be a non-empty array");
    this.enumValues += list.length;
    const wrong = list.find((value) => !named.some((name) => fits(value, name)));
    return wrong === undefined
      ? undefined
      : at(
          context,
          `enum value ${JSON.stringify(wrong)} does not validate against {'type': '${named.join(", ")}'}`,
        );
  }

  private list(schema: Record<string, unknown>, context: Context, level: number): string | undefined {
    if (schema["items"] === undefined) return at(context, "array schema missing items");
    return this.node(schema["items"], [...context, "items"], level + 1);
  }

  private object(schema: Record<string, unknown>, context: Context, level: number): string | undefined {
    const { properties, required, additionalProperties } = schema;
    if (additionalProperties !== false)
      return at(context, "'additionalProperties' is required to be supplied and to be false");
    if (!isRecord(properties)) return at(context, "object schema missing properties");
    const names = Object.keys(properties);
    this.properties += names.length;
    const listed: unknown[] = Array.isArray(required) ? required : [];
    const absent = names.find((name) => !listed.includes(name));
    const rule = "'required' is required to be supplied and to be an array including every key in properties";
    if (absent !== undefined || !Array.isArray(required)) return at(context, `${rule}. Missing '${absent}'`);
    const extra = listed.find((name) => !names.includes(String(name)));
    if (extra !== undefined) return at(context, `${rule}. Extra required key '${String(extra)}' supplied`);
    return first(names, (name) => this.node(properties[name], [...context, "properties", name], level + 1));
  }
}

const at = (context: Context, problem: string): string =>
  `In context=(${context.map((step) => `'${step}'`).join(", ")}), ${problem}`;

const first = <Entry>(
  entries: readonly Entry[],
  problem: (entry: Entry) => string | undefined,
): string | undefined => {
  for (const entry of entries) {
    const found = problem(entry);
    if (found !== undefined) return found;
  }
  return undefined;
};

const fits = (value: unknown, type: unknown): boolean => {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isRecord(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
};
