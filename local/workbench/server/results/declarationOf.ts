import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { isRecord } from "../../../platform/isRecord";
import type { AskedStep } from "../../wire/entered";
import type { Declaration } from "./compareResult";

const parsed = (schema: unknown): unknown => {
  if (typeof schema !== "string") return schema;
  try {
    return JSON.parse(schema);
  } catch {
    return undefined;
  }
};

const schemaIn = (outputSchema: unknown, branch: string | undefined): unknown => {
  if (!isRecord(outputSchema)) return undefined;
  const { schema, branchSchemas } = outputSchema;
  if (!Array.isArray(branchSchemas)) return parsed(schema);
  const own = branchSchemas.find((one) => isRecord(one) && one["name"] === branch) as
    | { schema: unknown }
    | undefined;
  return parsed(own?.schema);
};

/** What a component says of the result of a step, in the branch that it took. */
export const declarationOf = (
  { actions, dataSources }: Component,
  { kind, key }: Pick<AskedStep, "kind" | "key">,
  branch?: string,
): Declaration => {
  const declared: unknown = kind === "action" ? actions[key] : dataSources[key];
  const { outputSchema, examplePayload } = isRecord(declared) ? declared : {};
  const example = isRecord(examplePayload)
    ? examplePayload[kind === "action" ? "data" : "result"]
    : undefined;
  return { schema: schemaIn(outputSchema, branch), example };
};
