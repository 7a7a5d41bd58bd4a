import type { Component, Input } from "@prismatic-io/spectral/dist/serverTypes";
import type { PartKind } from "../../local/cases/loadCase";
import converted from "../../src/index";

/** The connector as the platform gets it. */
export const component = converted as unknown as Component;

type PartFunction = (...values: unknown[]) => Promise<unknown>;

/** An action, picker or trigger as the platform gets it. */
export interface Part {
  key: string;
  display: { label: string; description: string };
  inputs: Input[];
  perform: PartFunction;
  examplePayload?: Record<string, unknown>;
  examplePerform?: PartFunction;
  /** A JSON schema as text, or one for each branch. */
  outputSchema?: { type: string; schema?: string; branchSchemas?: Array<{ name: string; schema: string }> };
  performSafety?: "SAFE" | "NOT_ALLOWED";
  allowsBranching?: boolean;
  /** The input that names the branches. */
  dynamicBranchInput?: string;
  staticBranchNames?: Array<string | undefined>;
  dataSourceType?: string;
  onInstanceDeploy?: PartFunction;
  webhookCreate?: PartFunction;
  webhookDelete?: PartFunction;
}

/** The parts of a kind by their keys. */
export const partsOf = (kind: PartKind): Record<string, Part> =>
  component[kind] as unknown as Record<string, Part>;

/** A part by its key. */
export const partOf = (kind: PartKind, key: string): Part => {
  const part = partsOf(kind)[key];
  if (!part) throw new Error(`The component has no ${key} among its ${kind}.`);
  return part;
};
