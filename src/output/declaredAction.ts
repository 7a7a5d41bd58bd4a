import { type ActionContext, type ActionInputParameters, action, type Inputs } from "@prismatic-io/spectral";
import { outputOf, type Shape } from "./shape";

/** What a step gives: its data and, where that is a file, the file's type. */
export interface StepResult<Data> {
  data: Data;
  contentType?: string;
}

/** What every declaration of an action says. */
export interface ActionDeclaration<TInputs extends Inputs, Data> {
  label: string;
  description: string;
  /** What has to be there or done before the step can run. */
  directions?: string;
  /** True for the few that most flows are made of. */
  important?: true;
  /** The form, in the order of its rows. */
  inputs: TInputs;
  /** reads: nothing changes and nothing is paid for, so that the designer may run it to show an example. */
  effect: "reads" | "changes";
  output: Shape<Data>;
}

/** What is particular to an action. */
interface Declaration<TInputs extends Inputs, Data> extends ActionDeclaration<TInputs, Data> {
  perform(context: ActionContext, params: ActionInputParameters<TInputs>): Promise<StepResult<Data>>;
  example: StepResult<Data>;
}

/** The platform's action of a declaration, with its example and schema where the platform looks for them. */
export const declaredAction = <TInputs extends Inputs, Data>({
  label,
  description,
  directions,
  important,
  inputs,
  effect,
  perform,
  output,
  example,
}: Declaration<TInputs, Data>) =>
  action({
    display: { label, description, ...(directions && { directions }), ...(important && { important }) },
    inputs,
    perform,
    performSafety: effect === "reads" ? "safe" : "notAllowed",
    examplePerform: async () => example,
    examplePayload: example,
    outputSchema: outputOf(output),
  });
