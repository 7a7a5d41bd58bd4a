import type { Component, Input } from "@prismatic-io/spectral/dist/serverTypes";
import type { Expression } from "./integrationFile";

/** An action or a trigger of the component, as far as a flow relies on it. */
export interface KnownPart {
  inputs: Input[];
  /** An example of what it gives. */
  output: unknown;
  staticBranches: readonly string[];
  /** The input whose keys are branches. */
  branchInput: string | undefined;
}

interface ConvertedPart {
  inputs: Input[];
  examplePayload?: { data?: unknown; payload?: unknown };
  allowsBranching?: boolean;
  dynamicBranchInput?: string;
  staticBranchNames?: string[];
}

/** A part by its key; undefined where the component has none. What comes out of it is taken from its example. */
export const knownPart = (
  { actions, triggers }: Component,
  key: string,
  isTrigger: boolean,
): KnownPart | undefined => {
  const part = (isTrigger ? triggers[key] : actions[key]) as unknown as ConvertedPart | undefined;
  return (
    part && {
      inputs: part.inputs,
      output: isTrigger ? part.examplePayload?.payload : part.examplePayload?.data,
      staticBranches: part.staticBranchNames ?? [],
      branchInput: part.dynamicBranchInput,
    }
  );
};

/** The branches that a step can go on with. */
export const branchNames = (
  { staticBranches, branchInput }: KnownPart,
  inputs: Readonly<Record<string, Expression>>,
): string[] => {
  const rows = branchInput === undefined ? [] : inputs[branchInput]?.value;
  const named = Array.isArray(rows) ? rows.map((row: Expression) => row.name ?? "") : [];
  return [...named, ...staticBranches];
};
