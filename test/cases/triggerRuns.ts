import { formParams } from "../../local/cases/formParams";
import { loadCase } from "../../local/cases/loadCase";
import type { EnteredForm } from "../../local/cases/stepCase";
import { signedDelivery } from "../../local/endpoint/kept/webhooks/signedDelivery";
import { examplePayload } from "../../src/triggers/examplePayload";
import { readReceiver } from "../../src/triggers/webhooks/savedReceiver";
import { type CaseRig, connectionOf, prepare } from "./caseRuns";
import type { PartCall } from "./partCalls";
import { partOf } from "./parts";

/** What a trigger hands to the flow. */
export interface Triggered {
  payload: { body: { data: unknown } };
  branch?: string;
  /** `polled_no_changes` where a poll found nothing. */
  resultType?: string;
}

/** What came of a trigger's form, one result for each delivery or poll. */
export interface TriggerRun {
  results: Triggered[];
  /** What was prepared before the last poll. */
  prepared: EnteredForm | undefined;
}

const flow = { id: "flow-1", name: "Flow 1", stableId: "flow-1" };

/** A flow whose state is kept as JSON between two calls, as if each ran in a process of its own. */
class Flow {
  private instanceState: Record<string, unknown> = {};
  readonly crossFlowState: Record<string, unknown> = {};

  constructor(
    private readonly rig: CaseRig,
    private readonly key: string,
    private readonly params: object,
  ) {}

  async call(method: PartCall["method"], ...payload: unknown[]): Promise<unknown> {
    if (!partOf("triggers", this.key)[method]) return undefined;
    const { instanceState, crossFlowState, key, params } = this;
    const webhookUrls = { [flow.name]: "https://hooks.example.com/trigger/flow-1" };
    const context = {
      instanceState,
      crossFlowState,
      flow,
      webhookUrls,
      integration: { name: "Integration" },
    };
    const args = [...payload, params];
    const { result, ...after } = await this.rig.call({ kind: "triggers", key, method, context, args });
    const changed = (result ?? {}) as { instanceState?: object; crossFlowState?: object };
    const state = { ...after.instanceState, ...changed.instanceState };
    this.instanceState = JSON.parse(JSON.stringify(state)) as Record<string, unknown>;
    Object.assign(this.crossFlowState, changed.crossFlowState);
    return result;
  }
}

const deliver = async (run: Flow, key: string, form: EnteredForm): Promise<Triggered[]> => {
  const secret = form["signingSecret"] ?? readReceiver({ flow, crossFlowState: run.crossFlowState })?.secret;
  const results: Triggered[] = [];
  for (const [index, event] of (loadCase("triggers", key).deliveries ?? []).entries()) {
    const signing = { id: `delivery-${index + 1}`, nowMs: Date.now() };
    const { headers, body } = signedDelivery(String(secret), event, signing);
    results.push((await run.call("perform", examplePayload(undefined, headers, body))) as Triggered);
  }
  return results;
};

/** Deploys a flow with a form of the trigger's case, delivers or polls, and removes it. */
export const runTrigger = async (rig: CaseRig, key: string, form: EnteredForm): Promise<TriggerRun> => {
  const connection = connectionOf(rig, "triggers", key);
  const run = new Flow(rig, key, formParams(partOf("triggers", key).inputs, form, { connection }));
  await run.call("onInstanceDeploy");
  await run.call("webhookCreate");
  if (loadCase("triggers", key).deliveries) {
    const results = await deliver(run, key, form);
    await run.call("webhookDelete");
    return { results, prepared: undefined };
  }
  const first = await run.call("perform", examplePayload(undefined));
  const prepared = await prepare(rig, "triggers", key, run.crossFlowState);
  const second = await run.call("perform", examplePayload(undefined));
  return { results: [first, second] as Triggered[], prepared };
};
