import { isObject } from "./isObject";
import { mergeSchemas } from "./mergeSchemas";
import { StrictReferences } from "./StrictReferences";
import { isAnnotation, type JsonSchema } from "./schemaPlaces";
import { strictLevels } from "./strictLevels";
import { NotStrict, notStrict, StrictLimits } from "./strictLimits";
import { strictValue, typesOf } from "./strictValue";

/** True for keywords that do not restrict the value. */
const isTold = (key: string): boolean => key === "title" || key === "description";

/** Keywords that strict schemas lack and that can't be left out without allowing other shapes. */
const shapes = [
  "not",
  "if",
  "then",
  "else",
  "patternProperties",
  "dependentRequired",
  "dependentSchemas",
  "dependencies",
  "contains",
  "prefixItems",
  "unevaluatedItems",
];

const split = (schema: JsonSchema, isWanted: (key: string) => boolean): [JsonSchema, JsonSchema] => {
  const entries = Object.entries(schema);
  return [
    Object.fromEntries(entries.filter(([key]) => isWanted(key))),
    Object.fromEntries(entries.filter(([key]) => !isWanted(key))),
  ];
};

const isNoConstraint = (key: string): boolean =>
  isAnnotation(key) || key === "$defs" || key === "definitions";

class StrictBuilder {
  private readonly limits = new StrictLimits();
  private readonly references: StrictReferences;

  constructor(private readonly root: JsonSchema) {
    this.references = new StrictReferences(root, this.limits);
  }

  build(): JsonSchema {
    let root = split(this.root, isNoConstraint)[1];
    // The root may not be a reference, not even to a part that refers back to itself.
    while (typeof root["$ref"] === "string") root = this.inlined("it", root, true);
    const types = typesOf(root);
    if (Array.isArray(root["type"]) || types === undefined) root = { ...root, type: "object" };
    const built = this.schema(root, 0, "it");
    if (built["type"] !== "object") notStrict("it is a choice of several schemas");
    const definitions: Array<[string, JsonSchema]> = [];
    for (const [name, schema] of this.references.waiting)
      definitions.push([name, this.schema(schema, 1, `the definition ${name}`)]);
    const whole = { ...built, ...(definitions.length > 0 && { $defs: Object.fromEntries(definitions) }) };
    this.limits.depth(strictLevels(whole));
    return whole;
  }

  private schema(given: unknown, level: number, place: string): JsonSchema {
    this.limits.level(level);
    if (!isObject(given)) return notStrict(`${place} may be of any kind`);
    const [, schema] = split(given, isNoConstraint);
    if (typeof schema["$ref"] === "string") return this.reference(schema, level, place);
    if (Array.isArray(schema["allOf"])) return this.schema(this.combined(schema, place), level, place);
    const unknown = shapes.find((key) => schema[key] !== undefined);
    if (unknown) return notStrict(`${place} uses "${unknown}"`);
    const choice = schema["anyOf"] ?? schema["oneOf"];
    if (Array.isArray(choice)) return this.choice(schema, choice, level, place);
    return strictValue(schema, level, place, this.limits, (inner, innerLevel, innerPlace) =>
      this.schema(inner, innerLevel, innerPlace),
    );
  }

  private reference(schema: JsonSchema, level: number, place: string): JsonSchema {
    const { $ref, ...siblings } = schema;
    const reference = String($ref);
    const target = this.references.follow(reference);
    const isAlias = isObject(target) && Object.keys(target).length === 1 && "$ref" in target;
    if (isAlias) return this.reference({ ...siblings, ...target }, level, place);
    const isAlone = Object.keys(siblings).length === 0;
    if (isAlone && this.references.isNamed(reference)) return this.references.named(reference, target);
    if (!this.references.isRecursive(target)) return this.schema(this.inlined(place, schema), level, place);
    const named = this.references.named(reference, target);
    if (isAlone) return named;
    // Other keywords may not stand beside a reference.
    if (Object.keys(siblings).every(isTold)) return { ...siblings, anyOf: [named] };
    return notStrict(`${place} says more of a part that leads back to itself`);
  }

  /** Replaces a schema's reference by its target, once. */
  private inlined(place: string, schema: JsonSchema, isRoot = false): JsonSchema {
    const { $ref, ...siblings } = schema;
    const target = this.references.follow(String($ref));
    if (!isObject(target)) return notStrict(`${place} may be of any kind`);
    const plain = isRoot ? split(target, isNoConstraint)[1] : target;
    const merged = mergeSchemas(siblings, plain);
    return merged ?? notStrict(`${place} combines schemas that can't be put into one`);
  }

  /** Replaces `allOf` by one schema. */
  private combined(schema: JsonSchema, place: string): JsonSchema {
    const { allOf, ...rest } = schema;
    let merged: JsonSchema = rest;
    for (const part of allOf as unknown[]) {
      let plain = part;
      while (isObject(plain) && typeof plain["$ref"] === "string") {
        this.limits.level(0);
        if (this.references.isRecursive(this.references.follow(plain["$ref"])))
          return notStrict(`${place} combines a part that leads back to itself`);
        plain = this.inlined(place, plain);
      }
      if (isObject(plain)) plain = split(plain, isNoConstraint)[1];
      if (isObject(plain) && Array.isArray(plain["allOf"])) plain = this.combined(plain, place);
      const both = mergeSchemas(merged, plain);
      if (both === undefined) return notStrict(`${place} combines schemas that can't be put into one`);
      merged = both;
    }
    return merged;
  }

  /** Replaces `oneOf` by `anyOf`. The check of the answer still finds a value that fits two. */
  private choice(schema: JsonSchema, choice: unknown[], level: number, place: string): JsonSchema {
    if (schema["anyOf"] !== undefined && schema["oneOf"] !== undefined)
      return notStrict(`${place} has anyOf and oneOf`);
    const { anyOf: _anyOf, oneOf: _oneOf, ...beside } = schema;
    const [told, rest] = split(beside, isTold);
    const hasMore = Object.keys(rest).length > 0;
    const branches = choice.map((branch, index) => {
      const at = `${place}, choice ${index + 1},`;
      if (!hasMore) return branch;
      return this.combined({ ...rest, allOf: [branch] }, at);
    });
    const [only] = branches;
    if (branches.length === 1 && isObject(only))
      return this.schema(this.combined({ ...told, allOf: [only] }, place), level, place);
    return {
      ...told,
      anyOf: branches.map((branch, index) => this.schema(branch, level, `${place}, choice ${index + 1},`)),
    };
  }
}

/** A strict schema, or why there can't be one. */
type Strictness = { schema: JsonSchema } | { reason: string };

/**
 * Makes the schema strict, as the service enforces it: no properties but the named ones, all of them required, only
 * known keywords, references to top-level definitions alone, a type for each value. Where that is impossible, it gives
 * the reason: properties that may be absent or have any name, combinations that are not a single schema, too many
 * parts.
 */
export const strictSchema = (schema: JsonSchema): Strictness => {
  try {
    return { schema: new StrictBuilder(schema).build() };
  } catch (error) {
    if (error instanceof NotStrict) return { reason: error.message };
    throw error;
  }
};
