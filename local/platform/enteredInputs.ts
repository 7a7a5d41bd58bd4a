import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { isRecord } from "./isRecord";
import type { InputValues } from "./stepParams";

/** JSON's numbers and booleans are text in the designer; a name-value object is a list of pairs on the wire. */
const asEntered = (input: Input, value: unknown): unknown => {
  if (input.collection === "keyvaluelist" && isRecord(value)) {
    return Object.entries(value).map(([key, entry]) => ({
      key,
      value: asEntered({ ...input, collection: "" }, entry),
    }));
  }
  if (Array.isArray(value) && input.collection === "keyvaluelist") {
    return value.map((row) =>
      isRecord(row) && "value" in row
        ? { ...row, value: asEntered({ ...input, collection: "" }, row["value"]) }
        : row,
    );
  }
  if (Array.isArray(value) && input.collection) return value.map((entry) => asEntered(input, entry));
  if (input.inputs && isRecord(value) && !input.collection) return enteredInputs(input.inputs, value);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
};

/** Values by input key, such as a JSON object has them, as the designer would hold them. */
export const enteredInputs = (inputs: readonly Input[], values: InputValues): InputValues =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const input = inputs.find((candidate) => candidate.key === key);
      return [key, input === undefined ? value : asEntered(input, value)];
    }),
  );

/** Two sets of inputs as one; the second wins, in groups input by input. */
export const mergeInputs = (first: InputValues, second: InputValues): InputValues => ({
  ...first,
  ...Object.fromEntries(
    Object.entries(second).map(([key, value]) => {
      const earlier = first[key];
      return [key, isRecord(value) && isRecord(earlier) ? { ...earlier, ...value } : value];
    }),
  ),
});

/** True while an input is required and has neither a value nor a default. */
export const isMissing = ({ key, required, default: preset }: Input, entered: InputValues): boolean =>
  required === true && (preset ?? "") === "" && (entered[key] ?? undefined) === undefined;
