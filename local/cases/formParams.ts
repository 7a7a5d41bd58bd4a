import type { ConnectionValue, Input } from "@prismatic-io/spectral/dist/serverTypes";
import { isRecord } from "../platform/isRecord";
import { type InputValues, stepParams } from "../platform/stepParams";
import type { EnteredForm } from "./stepCase";

/** Values that replace samples. */
interface Replacements {
  connection: ConnectionValue;
  /** Prepared values, by the key of their input or by the sample that they replace. */
  prepared?: EnteredForm | undefined;
}

/** A sample with the samples in it replaced, at any level of a list or a group. */
const replaced = (prepared: EnteredForm, sample: unknown): unknown => {
  if (typeof sample === "string") return prepared[sample] ?? sample;
  if (Array.isArray(sample)) return sample.map((entry) => replaced(prepared, entry));
  if (!isRecord(sample)) return sample;
  return Object.fromEntries(Object.entries(sample).map(([key, entry]) => [key, replaced(prepared, entry)]));
};

const filledIn = (prepared: EnteredForm, key: string, sample: unknown): unknown =>
  prepared[key] ?? replaced(prepared, sample);

/** A form of a case with prepared values in place of its samples. */
export const withPrepared = (form: EnteredForm, prepared: EnteredForm = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(form).map(([key, sample]) => [key, filledIn(prepared, key, sample)]));

/** Fills in a step's inputs with a form of a case. Each connection in the form is replaced by this one. */
export const formParams = (
  inputs: readonly Input[],
  form: EnteredForm,
  { connection, prepared }: Replacements,
): InputValues => {
  const connections = inputs.filter(({ type, key }) => type === "connection" && key in form);
  return {
    ...stepParams(inputs, withPrepared(form, prepared)),
    ...Object.fromEntries(connections.map(({ key }) => [key, connection])),
    connection,
  };
};
