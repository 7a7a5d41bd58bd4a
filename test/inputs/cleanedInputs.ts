import component from "../../src/index";

/** An input as the component defines it. */
export interface InputDefinition {
  key: string;
  label: string;
  type: string;
  language?: string;
  required?: boolean;
  collection?: string;
  default?: unknown;
  example?: string;
  model?: Array<{ value: string }>;
  clean?: (value: unknown) => unknown;
  inputs?: InputDefinition[];
}

/** An input with a cleaner, and where it stands. */
export interface CleanedInput extends InputDefinition {
  place: string;
  clean: (value: unknown) => unknown;
}

/** Every input of every action and trigger that has a cleaner, groups opened. */
export const cleanedInputs = Object.entries({ ...component.actions, ...component.triggers }).flatMap(
  ([action, { inputs }]) =>
    (inputs as unknown as InputDefinition[])
      .flatMap((input) => (input.inputs ? input.inputs : [input]))
      .flatMap((input): CleanedInput[] =>
        input.clean ? [{ ...input, clean: input.clean, place: `${action}.${input.key}` }] : [],
      ),
);

/** Inputs as rows of a table of tests, by their places. */
export const table = (inputs: CleanedInput[]) => inputs.map((input) => [input.place, input] as const);
