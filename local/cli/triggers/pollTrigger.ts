import { setTimeout as wait } from "node:timers/promises";
import { emptyDelivery, handedOver } from "../../platform/deployTrigger";
import { isRecord } from "../../platform/isRecord";
import type { TriggerFlow } from "../../platform/TriggerFlow";
import { readState, writeState } from "./pollingState";

/** How a trigger is polled. */
interface PollSettings {
  trigger: string;
  /** Where what it keeps stands between two commands; without one, each command begins anew. */
  state?: string | undefined;
  /** Polls until it is ended, with a pause of so many milliseconds. */
  everyMs?: number | undefined;
  signal?: AbortSignal | undefined;
}

/** The data of what a trigger hands over, which flows read as results.body.data. */
const dataOf = (payload: unknown): unknown => {
  const body = isRecord(payload) ? payload["body"] : undefined;
  return isRecord(body) ? body["data"] : payload;
};

/**
 * Polls a trigger once, or again and again until the signal, and gives each thing that it found. A trigger that was
 * never polled before is deployed first, as with an instance.
 */
export async function* pollTrigger(
  flow: TriggerFlow,
  { trigger, state, everyMs, signal }: PollSettings,
): AsyncGenerator<unknown> {
  const kept = state === undefined ? undefined : readState(state, trigger);
  if (kept) flow.instanceState = kept;
  else await flow.call("onInstanceDeploy");
  for (;;) {
    const found = handedOver(await flow.call("perform", emptyDelivery));
    if (state !== undefined) writeState(state, { trigger, instanceState: flow.instanceState });
    yield found === undefined ? undefined : dataOf(found);
    if (everyMs === undefined || signal?.aborted) return;
    await wait(everyMs, undefined, { ...(signal && { signal }) }).catch(() => undefined);
    if (signal?.aborted) return;
  }
}
