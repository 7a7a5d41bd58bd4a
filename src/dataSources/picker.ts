import { type ActionInputParameters, dataSource, type Element, type Inputs } from "@prismatic-io/spectral";
import { type Client, createClient } from "../client/createClient";
import { canManage, createManagementClient, type ManagementClient } from "../client/createManagementClient";
import type { ClientOptions, StepContext } from "../client/createStep";
import { AzureOpenAIError } from "../client/errors/errors";
import type { ConnectionValue } from "../client/identity/credential";
import { connection } from "../inputs/connection";

/** How long a form waits for its choices: one attempt, and all of them together. */
export const formTime = { timeout: 8_000, totalTimeout: 25_000 };

/** One run of a picker, and the ways to what it lists. */
export interface PickerRun {
  context: StepContext;
  options: ClientOptions;
  /** The service of the connection. */
  service(): Client;
  /**
   * Azure Resource Manager, for a picker that can't do without it.
   * @throws Error that names the connection it needs, before anything is sent.
   */
  management(): ManagementClient;
}

/** What is particular to a picker. */
interface Declaration<TInputs extends Inputs> {
  label: string;
  description: string;
  /** The form below the connection, in the order of its rows. */
  inputs: TInputs;
  choices(run: PickerRun, params: ActionInputParameters<TInputs>): Promise<Element[]>;
  /** A choice as examples show it. */
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

/** A data source that fills a dropdown with choices which the connection can see. */
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
