import { formParams } from "../../local/cases/formParams";
import { loadCase } from "../../local/cases/loadCase";
import type { EnteredForm } from "../../local/cases/stepCase";
import { signedDelivery } from "../../local/endpoint/kept/webhooks/signedDelivery";
import { TriggerFlow, triggeredFlow } from "../../local/platform/TriggerFlow";
import { examplePayload } from "../../src/triggers/examplePayload";
import { readReceiver } from "../../src/triggers/webhooks/savedReceiver";
import { type CaseRig, connectionOf, prepare } from "./caseRuns";
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

/** A flow with a trigger, and the state of all flows. */
const flowOf = (rig: CaseRig, key: string, params: object) => {
  const shared = { crossFlowState: {} as Record<string, unknown> };
  const run = new TriggerFlow(async (method, context, payload) => {
    if (!partOf("triggers", key)[method]) return undefined;
    return rig.call({ kind: "triggers", key, method, context, args: [...payload, params] });
  }, shared);
  return { run, crossFlowState: shared.crossFlowState };
};

const deliver = async (
  { run, crossFlowState }: ReturnType<typeof flowOf>,
  key: string,
  form: EnteredForm,
): Promise<Triggered[]> => {
  const secret = form["signingSecret"] ?? readReceiver({ flow: triggeredFlow, crossFlowState })?.secret;
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
  const flow = flowOf(rig, key, formParams(partOf("triggers", key).inputs, form, { connection }));
  const { run } = flow;
  await run.call("onInstanceDeploy");
  await run.call("webhookCreate");
  if (loadCase("triggers", key).deliveries) {
    const results = await deliver(flow, key, form);
    await run.call("webhookDelete");
    return { results, prepared: undefined };
  }
  const first = await run.call("perform", examplePayload(undefined));
  const prepared = await prepare(rig, "triggers", key, flow.crossFlowState);
  const second = await run.call("perform", examplePayload(undefined));
  return { results: [first, second] as Triggered[], prepared };
};
