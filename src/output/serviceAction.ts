import type { ActionContext, ActionInputParameters, Inputs } from "@prismatic-io/spectral";
import { type Client, createClient } from "../client/createClient";
import type { ClientOptions } from "../client/createStep";
import { noticesOf } from "../text/notices";
import { openedGroup } from "../text/openedGroup";
import { enteredPrice, type PricesInput } from "../text/UsageCounter";
import { type ActionDeclaration, declaredAction, type StepResult } from "./declaredAction";
import { modelCallOf } from "./modelCall";
import { type MoneyInputs, runModelStep, runsModel } from "./modelStep";
import { withRecord, withRecordShape } from "./usageRecord";
import { tellWarnings } from "./warnings";

/** Does a step's work with its client. */
export type ServiceRun<TInputs extends Inputs, Result> = (
  client: Client,
  params: ActionInputParameters<TInputs>,
  context: ActionContext,
) => Promise<Result>;

/** The declaration of an action that calls the service. */
interface Declaration<TInputs extends Inputs, Data> extends ActionDeclaration<TInputs, Data> {
  /** Does the step's work and returns its data. */
  run: ServiceRun<TInputs, Data>;
  /** The secrets among the inputs, which no output, error or log shows. */
  secrets?(params: ActionInputParameters<TInputs>): readonly string[];
  /** What the step leaves in the state of all flows of the instance; undefined for nothing. */
  remember?(data: Data, client: Client, context: ActionContext): Record<string, unknown> | undefined;
  /** Example of the data. */
  example: Data;
}

/** What makes the perform function of an action that calls the service. */
interface Performed<TInputs extends Inputs, Result> {
  label: string;
  inputs: TInputs;
  run: ServiceRun<TInputs, Result>;
  secrets?: ((params: ActionInputParameters<TInputs>) => readonly string[]) | undefined;
}

/**
 * The perform function of an action that calls the service: it makes the step's client from its inputs. One with a
 * budget among them runs a model: its step keeps to the budget, and its data has a usage record.
 */
export const performService =
  <TInputs extends Inputs, Result extends StepResult<unknown>>({
    label,
    inputs,
    run,
    secrets,
  }: Performed<TInputs, Result>) =>
  (context: ActionContext, params: ActionInputParameters<TInputs>): Promise<Result> => {
    const prices = openedGroup("Prices", (params as { prices?: PricesInput }).prices);
    const options = {
      ...(params as Partial<ClientOptions>),
      action: label,
      modelCall: modelCallOf(params),
      price: enteredPrice(prices),
      secrets: secrets?.(params),
    } as ClientOptions;
    const runWith = async (client: Client): Promise<Result> => {
      // An input is read before there is a client to tell its step's warnings.
      for (const notice of Object.values(params).flatMap(noticesOf)) client.warnings.add(notice);
      const result = await run(client, params, context);
      return { ...result, data: tellWarnings(result.data, client.warnings) };
    };
    return runsModel(inputs)
      ? runModelStep(context, options, params as MoneyInputs, runWith)
      : runWith(createClient(context, options));
  };

/**
 * Makes an action that calls the service. Its client is made from the connection and the request options among its
 * inputs.
 */
export const serviceAction = <TInputs extends Inputs, Data>(declaration: Declaration<TInputs, Data>) => {
  const { label, description, directions, important, inputs, effect, run, secrets, remember } = declaration;
  const isModels = runsModel(inputs);
  return declaredAction<TInputs, Data>({
    label,
    description,
    ...(directions && { directions }),
    ...(important && { important }),
    inputs,
    effect,
    get output() {
      return isModels ? withRecordShape(declaration.output) : declaration.output;
    },
    perform: performService({
      label,
      inputs,
      secrets,
      run: async (client, params: ActionInputParameters<TInputs>, context): Promise<StepResult<Data>> => {
        const data = await run(client, params, context);
        const crossFlowState = remember?.(data, client, context);
        return { data, ...(crossFlowState && { crossFlowState }) };
      },
    }),
    get example() {
      const { example } = declaration;
      return { data: isModels ? withRecord(example) : example };
    },
  });
};
