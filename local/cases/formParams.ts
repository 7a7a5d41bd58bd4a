import type { ConnectionValue, Input } from "@prismatic-io/spectral/dist/serverTypes";
import { type InputValues, stepParams } from "../platform/stepParams";
import type { EnteredForm } from "./stepCase";

/** What takes the place of samples. */
interface Replacements {
  connection: ConnectionValue;
  /** What was prepared, by the key of the input. */
  prepared?: EnteredForm | undefined;
}

/** The inputs of a step that was filled in with a form of a case; each connection that the form names is this one. */
export const formParams = (
  inputs: readonly Input[],
  form: EnteredForm,
  { connection, prepared = {} }: Replacements,
): InputValues => {
  const connections = inputs.filter(({ type, key }) => type === "connection" && key in form);
  return {
    ...stepParams(
      inputs,
      Object.fromEntries(Object.keys(form).map((key) => [key, prepared[key] ?? form[key]])),
    ),
    ...Object.fromEntries(connections.map(({ key }) => [key, connection])),
    connection,
  };
};
