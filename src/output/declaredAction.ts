import { type ActionContext, type ActionInputParameters, action, type Inputs } from "@prismatic-io/spectral";
import { outputOf, type Shape } from "./shape";

/** The result of a step: its data, its content type where that is a file, and state. */
export interface StepResult<Data> {
  data: Data;
  contentType?: string;
  /** What the platform is to keep for the steps of this run, and for all flows of the instance. */
  executionState?: Record<string, unknown>;
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

/**
 * True for an action with a connection in a test run with simulated data: its step answers with its example, sends
 * nothing and says so in the log. Reading would not do either, since what an example names exists nowhere.
 */
export const isSimulated = (
  { isSimulatedTestExecution, logger }: Pick<ActionContext, "isSimulatedTestExecution" | "logger">,
  { label, inputs }: Pick<ActionDeclaration<Inputs, unknown>, "label" | "inputs">,
): boolean => {
  const isToAnswer = isSimulatedTestExecution === true && "connection" in inputs;
  if (isToAnswer)
    logger.info(`${label}: this is a simulated test run. The answer is the example; nothing was sent.`);
  return isToAnswer;
};

/**
 * Makes the platform's action from a declaration. Its example and schema are made where the platform reads them: a step
 * that runs needs neither.
 */
export const declaredAction = <TInputs extends Inputs, Data>(declaration: Declaration<TInputs, Data>) => {
  const { label, description, directions, important, inputs, effect, perform } = declaration;
  return action({
    display: { label, description, ...(directions && { directions }), ...(important && { important }) },
    inputs,
    perform: (context, params) =>
      isSimulated(context, { label, inputs })
        ? Promise.resolve(declaration.example)
        : perform(context, params),
    performSafety: effect === "reads" ? "safe" : "notAllowed",
    examplePerform: async () => declaration.example,
    get examplePayload() {
      return declaration.example;
    },
    get outputSchema() {
      return outputOf(declaration.output);
    },
  });
};
