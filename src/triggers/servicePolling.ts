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
  /** Time from which things are reported, in seconds since the epoch: the first deployment of the instance. */
  reportedFrom: number;
  nowSeconds: number;
  /** The state that all flows of the instance share. */
  crossFlowState: Readonly<State> | undefined;
}

/** The data of a poll, and the state for the next one. */
interface Polled<Data> {
  data: Data;
  state: State;
}

/** The declaration of a trigger that polls the service. */
interface Declaration<TInputs extends Inputs, Data> {
  /** The trigger's key. Its state is kept under this name, apart from other triggers' state. */
  key: string;
  label: string;
  description: string;
  /** The form, in the order of its rows. */
  inputs: TInputs;
  poll(poll: Poll, params: ActionInputParameters<TInputs>): Promise<Polled<Data>>;
  /**
   * The new items of the data. The flow does not run without any; where it batches its items, it runs once for each.
   */
  items(data: Partial<Data>): unknown[];
  output: Shape<Data>;
  /** Example of the data. */
  example: Data;
}

/** Seconds that the service's clock may be behind. */
const clockDifferenceSeconds = 60;

const nowInSeconds = (): number => Math.floor(clock.now() / 1000);

/** Key in the flow's state of the time from which a trigger reports: the first poll may fail, or be late. */
const deployedAtPlace = (key: string): string => `${key}ReportedFrom`;

const deployedAt = (key: string, instanceState: Readonly<State> | undefined): number => {
  const at = instanceState?.[deployedAtPlace(key)];
  return typeof at === "number" ? at : Number.POSITIVE_INFINITY;
};

/** State with the time of the first deployment. */
const rememberDeployment = (key: string, instanceState: Readonly<State> | undefined): State => {
  const known = deployedAt(key, instanceState);
  const at = Number.isFinite(known) ? known : nowInSeconds() - clockDifferenceSeconds;
  return { [deployedAtPlace(key)]: at };
};

/** Makes a trigger that asks the service on a schedule for new things. */
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
        crossFlowState: context.crossFlowState,
      };
      const { data, state } = await declaration.poll(poll, params);
      // Set last, so that a failed poll leaves the state as it was.
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
