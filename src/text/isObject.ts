/** An object of JSON. */
export type JsonObject = Record<string, unknown>;

/** True for an object that is not a list. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields of an object; no fields for any other value. */
export const fieldsOf = (value: unknown): Readonly<JsonObject> => (isObject(value) ? value : {});
