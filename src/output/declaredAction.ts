import { type ActionContext, type ActionInputParameters, action, type Inputs } from "@prismatic-io/spectral";
import { outputOf, type Shape } from "./shape";

/** The result of a step: its data, its content type where that is a file, and state. */
export interface StepResult<Data> {
  data: Data;
  contentType?: string;
  /** What the platform is to keep for all flows of the instance. */
  crossFlowState?: Record<string, unknown>;
}

/** The part that all declarations of actions share. */
export interface ActionDeclaration<TInputs extends Inputs, Data> {
  label: string;
  description: string;
  /** What must exist or be done before the step can run. */
  directions?: string;
  /** True for the few actions that most flows use. */
  important?: true;
  /** The inputs, in the order of the form. */
  inputs: TInputs;
  /** reads: the step changes nothing and costs nothing, so that the designer may run it to show an example. */
  effect: "reads" | "changes";
  output: Shape<Data>;
}

/** The declaration of an action. */
interface Declaration<TInputs extends Inputs, Data> extends ActionDeclaration<TInputs, Data> {
  perform(context: ActionContext, params: ActionInputParameters<TInputs>): Promise<StepResult<Data>>;
  example: StepResult<Data>;
}

/** Makes the platform's action from a declaration, with example and schema where the platform reads them. */
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
