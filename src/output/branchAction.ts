import { action, type Inputs } from "@prismatic-io/spectral";
import type { ActionDeclaration, StepResult } from "./declaredAction";
import { performService, type ServiceRun } from "./serviceAction";
import { commonShape, outputOfBranches, type Shape, withOutput } from "./shape";
import { tellWarnings } from "./warnings";

/** The branch that a step's flow goes on with, and the data for it. */
interface BranchResult<Data> extends StepResult<Data> {
  branch: string;
}

/** The branches of an action: a fixed list with the data of each, or those that one of its inputs names and others. */
type Branches<TInputs, Data> =
  | { names: Readonly<Record<string, Shape<Data>>> }
  | { input: keyof TInputs & string; others: readonly string[]; output: Shape<Data> };

/** The declaration of an action whose flow goes on with one of several branches. */
interface Declaration<TInputs extends Inputs, Data>
  extends Omit<ActionDeclaration<TInputs, Data>, "output" | "effect"> {
  branches: Branches<TInputs, Data>;
  /** Does the step's work, chooses the branch, and returns its data. */
  run: ServiceRun<TInputs, BranchResult<Data>>;
  /** Example of the data, and its branch. */
  example: BranchResult<Data>;
}

/** Makes an action that calls the service, and whose flow goes on with one of its branches. */
export const branchAction = <TInputs extends Inputs, Data>({
  label,
  description,
  important,
  inputs,
  branches,
  run,
  example,
}: Declaration<TInputs, Data>) => {
  const declared = action({
    display: { label, description, ...(important && { important }) },
    inputs,
    perform: performService({ label, run }, ({ branch, data }, warnings) => ({
      branch,
      data: tellWarnings(data, warnings),
    })),
    performSafety: "notAllowed",
    examplePerform: async () => example,
    examplePayload: example,
    allowsBranching: true,
    ...("names" in branches
      ? { staticBranchNames: Object.keys(branches.names), outputSchema: outputOfBranches(branches.names) }
      : { dynamicBranchInput: branches.input, staticBranchNames: [...branches.others] }),
  });
  return withOutput(
    declared,
    "names" in branches ? commonShape(Object.values(branches.names)) : branches.output,
  );
};
