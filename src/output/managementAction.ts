import type { ActionContext, ActionInputParameters, Inputs } from "@prismatic-io/spectral";
import { type Client, createClient } from "../client/createClient";
import { createManagementClient, type ManagementClient } from "../client/createManagementClient";
import type { ClientOptions } from "../client/createStep";
import { type ActionDeclaration, declaredAction } from "./declaredAction";

/** What is particular to an action that asks Azure Resource Manager. */
interface Declaration<TInputs extends Inputs, Data> extends ActionDeclaration<TInputs, Data> {
  /**
   * What the step does; what it returns is its data.
   * @param openService - opens the connection's way to the models
   */
  run(
    client: ManagementClient,
    params: ActionInputParameters<TInputs>,
    openService: () => Client,
    context: ActionContext,
  ): Promise<Data>;
  /** Data as examples show it. */
  example: Data;
}

/** An action that asks Azure Resource Manager, which a service principal alone can. */
export const managementAction = <TInputs extends Inputs, Data>({
  run,
  example,
  ...declaration
}: Declaration<TInputs, Data>) =>
  declaredAction({
    ...declaration,
    perform: async (context, params) => {
      const { connection, requestOptions } = params as unknown as ClientOptions;
      const options: ClientOptions = { action: declaration.label, connection, requestOptions };
      const client = createManagementClient(context, options);
      return { data: await run(client, params, () => createClient(context, options), context) };
    },
    example: { data: example },
  });
