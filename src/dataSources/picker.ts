import { type ActionInputParameters, dataSource, type Element, type Inputs } from "@prismatic-io/spectral";
import { type Client, createClient } from "../client/createClient";
import { canManage, createManagementClient, type ManagementClient } from "../client/createManagementClient";
import type { ClientOptions, StepContext } from "../client/createStep";
import { AzureOpenAIError } from "../client/errors/errors";
import type { ConnectionValue } from "../client/identity/credential";
import { connection } from "../inputs/connection";

/** How long a form waits for its choices, in milliseconds: for one attempt, and in all. */
export const formTime = { timeout: 8_000, totalTimeout: 25_000 };

/** One run of a picker, with the clients of what it lists. */
export interface PickerRun {
  context: StepContext;
  options: ClientOptions;
  /** The client of the connection's service. */
  service(): Client;
  /**
   * The client of Azure Resource Manager, for a picker that needs it.
   * @throws AzureOpenAIError that names the connection it needs, before anything is sent.
   */
  management(): ManagementClient;
}

/** The declaration of a picker. */
interface Declaration<TInputs extends Inputs> {
  label: string;
  description: string;
  /** The inputs below the connection, in the order of the form. */
  inputs: TInputs;
  choices(run: PickerRun, params: ActionInputParameters<TInputs>): Promise<Element[]>;
  /** An example of a choice. */
  example: Element;
}

const pickerRun = (context: StepContext, options: ClientOptions): PickerRun => ({
  context,
  options,
  service: () => createClient(context, options),
  management: () => {
    if (canManage(options.connection)) return createManagementClient(context, options);
    throw new AzureOpenAIError(
      {
        what: `${options.action}: Azure Resource Manager lists these for a Microsoft Entra Service Principal connection alone.`,
        mend: "Choose such a connection, or type the value.",
      },
      { kind: "rejected", attempts: 0 },
    );
  },
});

/** Makes a data source that fills a dropdown with choices from the connection. */
export const picker = <TInputs extends Inputs>({
  label,
  description,
  inputs,
  choices,
  example,
}: Declaration<TInputs>) =>
  dataSource({
    display: { label, description },
    inputs: { connection, ...inputs },
    dataSourceType: "picklist",
    perform: async (context, params): Promise<{ result: Element[] }> => {
      const options = {
        action: label,
        connection: params.connection as ConnectionValue,
        requestOptions: formTime,
      };
      return { result: await choices(pickerRun(context, options), params) };
    },
    examplePayload: { result: [example] },
  });
