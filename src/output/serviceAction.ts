import type { ActionContext, ActionInputParameters, Inputs } from "@prismatic-io/spectral";
import { type Client, createClient } from "../client/createClient";
import type { ClientOptions } from "../client/createStep";
import { type ActionDeclaration, declaredAction } from "./declaredAction";

/** What is particular to an action that asks the service. */
interface Declaration<TInputs extends Inputs, Data> extends ActionDeclaration<TInputs, Data> {
  /** What the step does; what it returns is its data. */
  run(client: Client, params: ActionInputParameters<TInputs>, context: ActionContext): Promise<Data>;
  /** Data as examples show it. */
  example: Data;
}

/** An action that asks the service: its client is made of the connection and the request options among its inputs. */
export const serviceAction = <TInputs extends Inputs, Data>({
  run,
  example,
  ...declaration
}: Declaration<TInputs, Data>) =>
  declaredAction({
    ...declaration,
    perform: async (context, params) => {
      const options = { ...(params as Partial<ClientOptions>), action: declaration.label } as ClientOptions;
      return { data: await run(createClient(context, options), params, context) };
    },
    example: { data: example },
  });
