import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import type { FormInput } from "../../wire/formInput";

const names = [
  ...["key", "label", "type", "required", "comments", "placeholder", "example", "default", "collection"],
  ...["keyLabel", "language", "model", "dataSource", "shown", "onPremiseControlled"],
] as const;

/** The inputs of a form without what only a server needs, such as their cleaners. */
export const formInputs = (inputs: readonly Input[]): FormInput[] =>
  inputs.map((input) => {
    const kept = names.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]]));
    return {
      ...(Object.fromEntries(kept) as unknown as FormInput),
      ...(input.inputs && { inputs: formInputs(input.inputs) }),
    };
  });
