import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { isRecord } from "./isRecord";

/** Values by input key, as the designer holds them. */
export type InputValues = Record<string, unknown>;

const fill = (input: Input, value: unknown): unknown => {
  // An untouched group and an untouched list without default both arrive as "".
  if (value === undefined || value === null) return input.default ?? "";
  if (input.type !== "structuredObject" || !input.inputs) return value;
  const children = input.inputs;
  if (Array.isArray(value))
    return value.map((entry) => (isRecord(entry) ? stepParams(children, entry) : entry));
  return isRecord(value) ? stepParams(children, value) : value;
};

/** The params that a step gets: what was entered, and the defaults of the inputs that were left alone. */
export const stepParams = (inputs: readonly Input[], entered: InputValues): InputValues =>
  Object.fromEntries(inputs.map((input) => [input.key, fill(input, entered[input.key])]));
