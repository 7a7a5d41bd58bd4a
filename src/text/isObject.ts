/** An object of JSON. */
export type JsonObject = Record<string, unknown>;

/** True for an object that is no list. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value's fields, none where it is no object. */
export const fieldsOf = (value: unknown): Readonly<JsonObject> => (isObject(value) ? value : {});
