import { isRecord } from "../../../platform/isRecord";
import type { OutputShape } from "../../wire/catalogue";

/** Spectral declares a schema as JSON text. */
const shapesOf = (schema: unknown): unknown[] => {
  if (typeof schema !== "string") return isRecord(schema) ? [schema] : [];
  try {
    return [JSON.parse(schema)];
  } catch {
    return [];
  }
};

/** The schemas of a declared output: one, or one for each branch. */
export const outputShapes = (outputSchema: unknown): OutputShape[] => {
  if (!isRecord(outputSchema)) return [];
  const { schema, branchSchemas } = outputSchema;
  if (!Array.isArray(branchSchemas)) return shapesOf(schema).map((one) => ({ schema: one }));
  return branchSchemas
    .filter(isRecord)
    .flatMap((one) =>
      shapesOf(one["schema"]).map((own) => ({ branch: String(one["name"] ?? ""), schema: own })),
    );
};

/** The value in an example: an action's data, a data source's result, or what a trigger hands to the flow. */
export const exampleIn = (examplePayload: unknown): unknown => {
  if (!isRecord(examplePayload)) return undefined;
  const { data, result, payload } = examplePayload;
  if (!isRecord(payload)) return data ?? result;
  const { body } = payload;
  return isRecord(body) && body["data"] !== undefined ? body["data"] : payload;
};
