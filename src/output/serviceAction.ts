import type { ActionContext, ActionInputParameters, Inputs } from "@prismatic-io/spectral";
import { type Client, createClient } from "../client/createClient";
import type { ClientOptions } from "../client/createStep";
import { openedGroup } from "../text/openedGroup";
import { enteredPrice, type PricesInput } from "../text/UsageCounter";
import { type ActionDeclaration, declaredAction } from "./declaredAction";
import { type MoneyInputs, runModelStep, runsModel } from "./modelStep";
import { exampleUsageRecord, withUsageRecord } from "./usageRecord";

/** The declaration of an action that calls the service. */
interface Declaration<TInputs extends Inputs, Data> extends ActionDeclaration<TInputs, Data> {
  /** Does the step's work and returns its data. */
  run(client: Client, params: ActionInputParameters<TInputs>, context: ActionContext): Promise<Data>;
  /** Example of the data. */
  example: Data;
}

/**
 * Makes an action that calls the service. Its client is made from the connection and the request options among its
 * inputs.
 */
export const serviceAction = <TInputs extends Inputs, Data>({
  run,
  example,
  ...declaration
}: Declaration<TInputs, Data>) => {
  const isModels = runsModel(declaration.inputs);
  return declaredAction({
    ...declaration,
    output: isModels ? withUsageRecord(declaration.output) : declaration.output,
    perform: async (context, params) => {
      const prices = openedGroup("Prices", (params as { prices?: PricesInput }).prices);
      const options = {
        ...(params as Partial<ClientOptions>),
        action: declaration.label,
        price: enteredPrice(prices),
      } as ClientOptions;
      if (!isModels) return { data: await run(createClient(context, options), params, context) };
      const { data, saved } = await runModelStep(context, options, params as MoneyInputs, (client) =>
        run(client, params, context),
      );
      return { data, ...saved };
    },
    example: { data: isModels ? { ...example, usageRecord: exampleUsageRecord } : example },
  });
};
