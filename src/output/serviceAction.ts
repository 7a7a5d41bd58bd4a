import type { ActionContext, ActionInputParameters, Inputs } from "@prismatic-io/spectral";
import { type Client, createClient } from "../client/createClient";
import type { ClientOptions } from "../client/createStep";
import type { Spent } from "../client/events";
import { openedGroup } from "../text/openedGroup";
import type { TokenPrice } from "../text/tokenPrice";
import { type ActionDeclaration, declaredAction } from "./declaredAction";
import { type PricesInput, UsageCounter } from "./usage";

/** What is particular to an action that asks the service. */
interface Declaration<TInputs extends Inputs, Data> extends ActionDeclaration<TInputs, Data> {
  /** What the step does; what it returns is its data. */
  run(client: Client, params: ActionInputParameters<TInputs>, context: ActionContext): Promise<Data>;
  /** Data as examples show it. */
  example: Data;
}

/** What one answer used; undefined where it says nothing of it. */
const spentBy = (usage: unknown, price: TokenPrice | undefined, prices: PricesInput): Spent | undefined => {
  const counter = new UsageCounter();
  counter.add(usage, price);
  const { prompt_tokens, completion_tokens, total_tokens } = counter.sum();
  const tokens = total_tokens || prompt_tokens + completion_tokens;
  return tokens > 0 ? { tokens, cost: counter.shown(prices).cost?.total } : undefined;
};

/** An action that asks the service: its client is made of the connection and the request options among its inputs. */
export const serviceAction = <TInputs extends Inputs, Data>({
  run,
  example,
  ...declaration
}: Declaration<TInputs, Data>) =>
  declaredAction({
    ...declaration,
    perform: async (context, params) => {
      const prices = openedGroup("Prices", (params as { prices?: PricesInput }).prices);
      const options = {
        ...(params as Partial<ClientOptions>),
        action: declaration.label,
        measureUsage: (usage: unknown, price?: TokenPrice) => spentBy(usage, price, prices),
      } as ClientOptions;
      return { data: await run(createClient(context, options), params, context) };
    },
    example: { data: example },
  });
