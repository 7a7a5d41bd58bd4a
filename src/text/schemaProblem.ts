/** A JSON schema as a builder writes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** True for an object that is no list. */
export const isJsonObject = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The types that JSON schema knows. */
export const schemaTypes: readonly unknown[] = [
  "object",
  "array",
  "string",
  "number",
  "integer",
  "boolean",
  "null",
];

const schemaMaps = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];
const schemaLists = ["allOf", "anyOf", "oneOf", "prefixItems"];
const oneSchema = [
  "additionalProperties",
  "items",
  "contains",
  "propertyNames",
  "not",
  "if",
  "then",
  "else",
  "unevaluatedItems",
  "unevaluatedProperties",
];

const isTypeName = (value: unknown): boolean => schemaTypes.includes(value);
const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === "string";
const isNumber = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isPattern = (value: unknown): boolean => {
  try {
    new RegExp(String(value), "u");
    return isText(value);
  } catch {
    return false;
  }
};

const kinds: ReadonlyArray<readonly [keys: string, isRight: (value: unknown) => boolean, what: string]> = [
  [
    "type",
    (value) => isTypeName(value) || (isList(value) && value.length > 0 && value.every(isTypeName)),
    `one of ${schemaTypes.join(", ")}, or a list of them`,
  ],
  ["required", (value) => isList(value) && value.every(isText), "a list of property names"],
  ["enum", (value) => isList(value) && value.length > 0, "a list of values"],
  ["pattern", isPattern, "a regular expression"],
  ["format description title $ref", isText, "text"],
  ["minimum maximum exclusiveMinimum exclusiveMaximum multipleOf", isNumber, "a number"],
  [
    "minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains",
    isCount,
    "a whole number of at least 0",
  ],
  ["uniqueItems", (value) => typeof value === "boolean", "true or false"],
  [schemaMaps.join(" "), isJsonObject, "an object of schemas"],
  [schemaLists.join(" "), (value) => isList(value) && value.length > 0, "a list of schemas"],
];

const inner = (schema: JsonSchema): Array<readonly [place: string, schema: unknown]> => [
  ...schemaMaps.flatMap((key) =>
    Object.entries(schema[key] ?? {}).map(([name, value]) => [`${key}.${name}`, value] as const),
  ),
  ...[...schemaLists, "items"].flatMap((key) => {
    const list = schema[key];
    return isList(list) ? list.map((value, index) => [`${key}.${index}`, value] as const) : [];
  }),
  ...oneSchema.flatMap((key) =>
    schema[key] === undefined || isList(schema[key]) ? [] : [[key, schema[key]] as const],
  ),
];

/** Follows a reference within the schema; undefined when it leads nowhere. */
const follow = (root: JsonSchema, reference: string): unknown => {
  if (!/^#(\/|$)/.test(reference) || /%(?![0-9a-f]{2})/i.test(reference)) return undefined;
  return reference
    .split("/")
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (node, step) =>
        typeof node === "object" && node !== null && Object.hasOwn(node, step)
          ? (node as JsonSchema)[step]
          : undefined,
      root,
    );
};

/** Why a reference can't be followed; undefined when it leads to a schema. */
const referenceProblem = (schema: JsonSchema, root: JsonSchema): string | undefined => {
  const seen = new Set<unknown>();
  let current: unknown = schema;
  while (isJsonObject(current) && typeof current.$ref === "string") {
    if (seen.has(current)) return "leads back to itself";
    seen.add(current);
    current = follow(root, current.$ref);
  }
  return isJsonObject(current) || typeof current === "boolean" ? undefined : "leads to nothing in the schema";
};

const problemAt = (schema: unknown, place: string, root: JsonSchema): string | undefined => {
  if (typeof schema === "boolean") return undefined;
  if (!isJsonObject(schema)) return `${place || "it"} is no schema`;
  const at = (key: string): string => (place ? `${place}.${key}` : key);
  for (const [keys, isRight, what] of kinds) {
    const wrong = keys.split(" ").find((key) => schema[key] !== undefined && !isRight(schema[key]));
    if (wrong) return `${at(wrong)} has to be ${what}`;
  }
  const reference = referenceProblem(schema, root);
  if (reference) return `${at("$ref")} ${reference}`;
  for (const [key, value] of inner(schema)) {
    const problem = problemAt(value, at(key), root);
    if (problem) return problem;
  }
  return undefined;
};

/** What is wrong with a JSON schema, and where; undefined when nothing is. */
export const schemaProblem = (schema: JsonSchema): string | undefined => problemAt(schema, "", schema);
