/** A trigger's functions that the platform calls. */
export type TriggerMethod = "perform" | "onInstanceDeploy" | "webhookCreate" | "webhookDelete";

/** What a call of a trigger gave, and the flow's state after it. */
interface TriggerCallOutcome {
  result: unknown;
  instanceState: Record<string, unknown>;
}

/** Calls a trigger's function with its context and what stands before the inputs; undefined where it has no such function. */
export type CallTrigger = (
  method: TriggerMethod,
  context: Record<string, unknown>,
  payload: readonly unknown[],
) => Promise<TriggerCallOutcome | undefined>;

/** The flow that a trigger starts. */
export const triggeredFlow = { id: "flow-1", name: "Flow 1", stableId: "flow-1" };

const asJson = (state: object): Record<string, unknown> =>
  JSON.parse(JSON.stringify(state)) as Record<string, unknown>;

/** A flow with a trigger. Its state is kept as JSON between two calls, as if each ran in a process of its own; a call that fails leaves it as it was. */
export class TriggerFlow {
  /** What the trigger keeps for its next run, polling state included. */
  instanceState: Record<string, unknown> = {};

  /**
   * @param invoke - makes the calls
   * @param shared - the state that the instance's flows share
   */
  constructor(
    private readonly invoke: CallTrigger,
    private readonly shared: { crossFlowState: Record<string, unknown> } = { crossFlowState: {} },
  ) {}

  /**
   * Calls a function of the trigger; undefined where it has no such function.
   * @param payload - what is handed over before the inputs
   * @throws whatever the trigger throws
   */
  async call(method: TriggerMethod, ...payload: unknown[]): Promise<unknown> {
    const context = {
      instanceState: asJson(this.instanceState),
      crossFlowState: asJson(this.shared.crossFlowState),
      flow: triggeredFlow,
      webhookUrls: { [triggeredFlow.name]: "https://hooks.example.com/trigger/flow-1" },
      integration: { name: "Integration" },
    };
    const called = await this.invoke(method, context, payload);
    if (!called) return undefined;
    const changed = (called.result ?? {}) as { instanceState?: object; crossFlowState?: object };
    this.instanceState = asJson({ ...called.instanceState, ...changed.instanceState });
    Object.assign(this.shared.crossFlowState, asJson(changed.crossFlowState ?? {}));
    return called.result;
  }
}
