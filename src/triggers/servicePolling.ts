import {
  type ActionInputParameters,
  type Inputs,
  pollingTrigger,
  type TriggerPayload,
} from "@prismatic-io/spectral";
import { clock } from "../client/clock";
import { type Client, createClient } from "../client/createClient";
import type { ClientOptions } from "../client/createStep";
import { type Shape, withOutput } from "../output/shape";
import { examplePayload } from "./examplePayload";

type State = Record<string, unknown>;

/** One poll. */
export interface Poll {
  client: Client;
  /** What this trigger saved at its former poll; undefined before the first. */
  saved: unknown;
  /** Since when things are reported, in seconds since the epoch: the deployment of the instance. */
  reportedFrom: number;
  nowSeconds: number;
}

/** What a poll found, and what the next one has to know of it. */
interface Polled<Data> {
  data: Data;
  state: State;
}

/** What is particular to a trigger that polls the service. */
interface Declaration<TInputs extends Inputs, Data> {
  /** The trigger's key. What it keeps in the flow's state stands under this name, apart from other triggers' state. */
  key: string;
  label: string;
  description: string;
  /** The form, in the order of its rows. */
  inputs: TInputs;
  poll(poll: Poll, params: ActionInputParameters<TInputs>): Promise<Polled<Data>>;
  /** What is new: where the flow batches its items, it runs once for each. Without any, it does not run. */
  items(data: Partial<Data>): unknown[];
  output: Shape<Data>;
  /** Data as examples show it. */
  example: Data;
}

/** How far the service's clock may be behind. */
const clockDifferenceSeconds = 60;

const nowInSeconds = (): number => Math.floor(clock.now() / 1000);

/** Where the flow's state says since when a trigger reports: its first poll may fail, or come late. */
const deployedAtPlace = (key: string): string => `${key}ReportedFrom`;

const deployedAt = (key: string, instanceState: Readonly<State> | undefined): number => {
  const at = instanceState?.[deployedAtPlace(key)];
  return typeof at === "number" ? at : Number.POSITIVE_INFINITY;
};

/** The state that knows when the instance was deployed first. */
const rememberDeployment = (key: string, instanceState: Readonly<State> | undefined): State => {
  const known = deployedAt(key, instanceState);
  const at = Number.isFinite(known) ? known : nowInSeconds() - clockDifferenceSeconds;
  return { [deployedAtPlace(key)]: at };
};

/** A trigger that asks the service on a schedule for what is new. */
export const servicePolling = <TInputs extends Inputs, Data>(declaration: Declaration<TInputs, Data>) => {
  const { key, label, description, inputs, items, output, example } = declaration;
  const definition = pollingTrigger({
    display: { label, description },
    inputs,
    perform: async (
      context,
      payload: TriggerPayload,
      params,
    ): Promise<{ payload: TriggerPayload; polledNoChanges: boolean }> => {
      const options = { ...(params as Partial<ClientOptions>), action: label } as ClientOptions;
      const poll = {
        client: createClient(context, options),
        saved: context.polling.getState()[key],
        reportedFrom: deployedAt(key, context.instanceState),
        nowSeconds: nowInSeconds(),
      };
      const { data, state } = await declaration.poll(poll, params);
      // Last of all: a poll that fails leaves the state as it was.
      context.polling.setState({ [key]: state });
      return { payload: { ...payload, body: { data } }, polledNoChanges: items(data).length === 0 };
    },
    onInstanceDeploy: async ({ instanceState }) => ({
      instanceState: rememberDeployment(key, instanceState),
    }),
    triggerResolverSupport: "valid",
    triggerResolver: {
      resolveItems: (_context, { payload }) => items((payload.body.data ?? {}) as Partial<Data>),
    },
    batchConfig: { batchSize: 1, concurrentBatchLimit: 1 },
    examplePayload: { payload: examplePayload(example), polledNoChanges: false },
  });
  return withOutput(definition, output);
};
