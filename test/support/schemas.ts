/** A JSON Schema, or a part of one. */
export type Schema = Record<string, unknown>;

/** The schema of an object as the service enforces it: every property required, no other allowed. */
export const object = (properties: Schema, rest: Schema = {}): Schema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...rest,
});

/** The schema of a text. */
export const text = { type: "string" };
