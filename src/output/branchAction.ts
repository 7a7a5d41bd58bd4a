import { action, type Inputs } from "@prismatic-io/spectral";
import { type ActionDeclaration, isSimulated, type StepResult } from "./declaredAction";
import { runsModel } from "./modelStep";
import { performService, type ServiceRun } from "./serviceAction";
import { commonShape, outputOfBranches, type Shape, withOutput } from "./shape";
import { withRecord, withRecordShape } from "./usageRecord";

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
  const isModels = runsModel(inputs);
  const shown = isModels ? { ...example, data: withRecord(example.data) } : example;
  const recorded = (shape: Shape<Data>): Shape<Data> => (isModels ? withRecordShape(shape) : shape);
  const names =
    "names" in branches
      ? Object.fromEntries(Object.entries(branches.names).map(([name, shape]) => [name, recorded(shape)]))
      : undefined;
  const perform = performService({ label, inputs, run });
  const declared = action({
    display: { label, description, ...(important && { important }) },
    inputs,
    perform: async (context, params) =>
      isSimulated(context, { label, inputs }) ? shown : perform(context, params),
    performSafety: "notAllowed",
    examplePerform: async () => shown,
    examplePayload: shown,
    allowsBranching: true,
    ...("names" in branches
      ? { staticBranchNames: Object.keys(branches.names), outputSchema: outputOfBranches(names ?? {}) }
      : { dynamicBranchInput: branches.input, staticBranchNames: [...branches.others] }),
  });
  return withOutput(
    declared,
    "names" in branches ? commonShape(Object.values(names ?? {})) : recorded(branches.output),
  );
};
