import { type ActionInputParameters, action, type Inputs } from "@prismatic-io/spectral";
import { mapStrings } from "../text/mapStrings";
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
type Branches<TInputs extends Inputs, Data> =
  | { names: Readonly<Record<string, Shape<Data>>> }
  | {
      input: keyof TInputs & string;
      /** The branches that a step's inputs name, in order. */
      namesIn(params: ActionInputParameters<TInputs>): readonly string[];
      others: readonly string[];
      output: Shape<Data>;
    };

/** The declaration of an action whose flow goes on with one of several branches. */
interface Declaration<TInputs extends Inputs, Data>
  extends Omit<ActionDeclaration<TInputs, Data>, "output" | "effect"> {
  branches: Branches<TInputs, Data>;
  /** Does the step's work, chooses the branch, and returns its data. */
  run: ServiceRun<TInputs, BranchResult<Data>>;
  /** Example of the data, and its branch. */
  example: BranchResult<Data>;
}

/** An example that goes on with one of a step's own branches. */
const exampleAmong = <Data>(example: BranchResult<Data>, names: readonly string[]): BranchResult<Data> => {
  const [first] = names;
  if (first === undefined || names.includes(example.branch)) return example;
  const renamed = (text: string): string => (text === example.branch ? first : text);
  return { ...example, branch: first, data: mapStrings(example.data, renamed) as Data };
};

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
    perform: async (context, params) => {
      if (!isSimulated(context, { label, inputs })) return perform(context, params);
      return "names" in branches ? shown : exampleAmong(shown, branches.namesIn(params));
    },
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
