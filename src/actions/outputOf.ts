import { type ActionOutputSchema, outputSchema } from "@prismatic-io/spectral";

/** A JSON schema as the platform takes it for a step's output. */
export type OutputProperty = ActionOutputSchema["schema"];

/** Schema of an object with these properties. */
export const objectOf = (properties: Record<string, OutputProperty>): OutputProperty =>
  ({ type: "object", properties }) as OutputProperty;

/** Schema of an object with these properties, or of null in its place. */
export const objectOrNull = (properties: Record<string, OutputProperty>): OutputProperty =>
  ({ type: ["object", "null"], properties }) as OutputProperty;

/** Schema of a list. */
export const listOf = (items: OutputProperty): OutputProperty => ({ type: "array", items }) as OutputProperty;

/** The output schema of an action whose `data` is an object with these properties. */
export const outputOf = (properties: Record<string, OutputProperty>): ActionOutputSchema =>
  outputSchema({ type: "actionOutput", schema: objectOf(properties) });
