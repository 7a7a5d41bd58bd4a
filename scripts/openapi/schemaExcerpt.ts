/** Any JSON object. */
export type JsonObject = Record<string, unknown>;

/** True for a JSON object, false for a list. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a description of the service says for people alone, and what JSON schemas don't know. */
const proseKeywords =
  /^(description|title|summary|examples?|deprecated|externalDocs|discriminator|xml|readOnly|writeOnly|x-.*)$/;

/** Keywords whose members are named by the service, not by JSON schema. */
const namedMembers = new Set(["properties", "patternProperties", "$defs", "dependentSchemas"]);

const definitions = "#/$defs/";

const shortName = (reference: string): string => reference.split("/").at(-1) ?? "";

/** OpenAPI 3.0 wrote `nullable` where 3.1 has the type null; files of 3.1 have both. */
const withNull = ({ nullable, ...schema }: JsonObject): JsonObject =>
  nullable === true ? { anyOf: [schema, { type: "null" }] } : schema;

/** It also said by a flag beside a bound that the bound itself is out; 3.1 has a number of its own for that. */
const withBounds = ({ minimum, exclusiveMinimum, ...schema }: JsonObject): JsonObject => ({
  ...schema,
  ...(exclusiveMinimum === true
    ? { exclusiveMinimum: minimum }
    : {
        ...(minimum !== undefined && { minimum }),
        ...(exclusiveMinimum !== undefined && { exclusiveMinimum }),
      }),
});

/** Makes a schema of its own out of schemas that refer to those of an OpenAPI file. */
export class SchemaExcerpt {
  private readonly found = new Map<string, unknown>();

  constructor(private readonly schemas: JsonObject) {}

  /** The schemas that were referred to, directly or by others. */
  get definitions(): JsonObject {
    return Object.fromEntries([...this.found].toSorted(([left], [right]) => (left < right ? -1 : 1)));
  }

  /** A schema without prose, whose references lead to `definitions`. */
  take(schema: unknown): unknown {
    if (Array.isArray(schema)) return schema.map((entry) => this.take(entry));
    if (!isObject(schema)) return schema;
    const reference = schema["$ref"];
    if (typeof reference === "string") return { $ref: this.define(shortName(reference)) };
    const kept = Object.entries(schema).filter(([name]) => !proseKeywords.test(name));
    const taken = Object.fromEntries(kept.map(([name, value]) => [name, this.takeMember(name, value)]));
    return withNull(withBounds(taken));
  }

  private takeMember(name: string, value: unknown): unknown {
    // Values, not schemas.
    if (name === "enum" || name === "const" || name === "default") return value;
    if (!namedMembers.has(name) || !isObject(value)) return this.take(value);
    return Object.fromEntries(Object.entries(value).map(([member, schema]) => [member, this.take(schema)]));
  }

  private define(name: string): string {
    if (!this.found.has(name)) {
      // Schemas refer to each other in circles.
      this.found.set(name, true);
      this.found.set(name, this.take(this.schemas[name]));
    }
    return `${definitions}${name}`;
  }
}
