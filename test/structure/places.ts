import {
  definition,
  type InputDefinition,
  type PartDefinition,
} from "../../scripts/documentation/definition";

/** One input, wherever it stands. */
export interface Place {
  /** Where the input is, in words. */
  where: string;
  input: InputDefinition;
  isOfConnection: boolean;
}

/** Every connection, action, data source and trigger. */
export const parts: Array<PartDefinition & { kind: string }> = Object.entries(definition).flatMap(
  ([kind, list]) => (list as PartDefinition[]).map((part) => ({ ...part, kind })),
);

const placesOf = (where: string, inputs: readonly InputDefinition[], isOfConnection: boolean): Place[] =>
  inputs.flatMap((input) => [
    { where: `${where}, ${input.key}`, input, isOfConnection },
    ...placesOf(`${where}, ${input.key}`, input.inputs ?? [], isOfConnection),
  ]);

/** Every input of every part, the members of groups included. */
export const places = parts.flatMap(({ kind, key, inputs }) =>
  placesOf(`${kind} ${key}`, inputs, kind === "connection"),
);

/** The labels that stand in the list more than once. */
export const twice = (labels: readonly string[]): string[] =>
  labels.filter((label, index) => labels.indexOf(label) !== index);
