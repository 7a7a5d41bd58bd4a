import type { ActionContext, ActionInputParameters, Inputs } from "@prismatic-io/spectral";
import { type Client, createClient } from "../client/createClient";
import type { ClientOptions } from "../client/createStep";
import type { Spent } from "../client/events";
import { openedGroup } from "../text/openedGroup";
import type { TokenPrice } from "../text/tokenPrice";
import { type ActionDeclaration, declaredAction } from "./declaredAction";
import { modelCallOf } from "./modelCall";
import { type PricesInput, UsageCounter } from "./usage";
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
  /** What the step leaves in the state of all flows of the instance; undefined for nothing. */
  remember?(data: Data, client: Client, context: ActionContext): Record<string, unknown> | undefined;
  /** Example of the data. */
  example: Data;
}

/** What one answer used; undefined where it does not say so. */
const spentBy = (usage: unknown, price: TokenPrice | undefined, prices: PricesInput): Spent | undefined => {
  const counter = new UsageCounter();
  counter.add(usage, price);
  const { prompt_tokens, completion_tokens, total_tokens } = counter.sum();
  const tokens = total_tokens || prompt_tokens + completion_tokens;
  return tokens > 0 ? { tokens, cost: counter.shown(prices).cost?.total } : undefined;
};

/**
 * The perform function of an action that calls the service: it makes the step's client from its inputs.
 * @param show - makes the step's result of what came of its work, and of what the client warns of
 */
export const performService =
  <TInputs extends Inputs, Result, Shown>(
    { label, run }: { label: string; run: ServiceRun<TInputs, Result> },
    show: (result: Result, warnings: Client["warnings"]) => Shown,
  ) =>
  async (context: ActionContext, params: ActionInputParameters<TInputs>): Promise<Shown> => {
    const prices = openedGroup("Prices", (params as { prices?: PricesInput }).prices);
    const options = {
      ...(params as Partial<ClientOptions>),
      action: label,
      modelCall: modelCallOf(params),
      measureUsage: (usage: unknown, price?: TokenPrice) => spentBy(usage, price, prices),
    } as ClientOptions;
    const client = createClient(context, options);
    return show(await run(client, params, context), client.warnings);
  };

/**
 * Makes an action that calls the service. Its client is made from the connection and the request options among its
 * inputs.
 */
export const serviceAction = <TInputs extends Inputs, Data>({
  run,
  remember,
  example,
  ...declaration
}: Declaration<TInputs, Data>) =>
  declaredAction({
    ...declaration,
    perform: performService(
      {
        label: declaration.label,
        run: async (client, params: ActionInputParameters<TInputs>, context) => {
          const data = await run(client, params, context);
          return { data, crossFlowState: remember?.(data, client, context) };
        },
      },
      ({ data, crossFlowState }, warnings) => ({
        data: tellWarnings(data, warnings),
        ...(crossFlowState && { crossFlowState }),
      }),
    ),
    example: { data: example },
  });
