import type { ActionLogger, Component, ConnectionValue } from "@prismatic-io/spectral/dist/serverTypes";
import { connectionValue, type EnteredConnection } from "./connection";
import { isRecord } from "./isRecord";
import { stepContext } from "./stepContext";
import { type InputValues, stepParams } from "./stepParams";
import { TriggerFlow } from "./TriggerFlow";

/** A trigger with what was entered in its form. */
interface DeployedForm {
  key: string;
  entered: InputValues;
  /** Absent for a trigger that asks nobody. */
  connection?: EnteredConnection | undefined;
  logger: ActionLogger;
}

type Methods = Record<string, ((...values: unknown[]) => Promise<unknown>) | undefined>;

/** What the platform calls a trigger that polls with. */
export const emptyDelivery = {
  headers: {},
  queryParameters: {},
  rawBody: { data: null },
  body: { data: null },
};

/** What a trigger hands over: what it found, or nothing where a poll found nothing new. */
export const handedOver = (result: unknown): unknown =>
  isRecord(result) && result["resultType"] !== "polled_no_changes" ? result["payload"] : undefined;

/**
 * A flow with a trigger of the component, which is called as the platform does.
 * @throws Error where the component has no such trigger.
 */
export const deployTrigger = (
  component: Component,
  { key, entered, connection, logger }: DeployedForm,
  shared?: { crossFlowState: Record<string, unknown> },
): TriggerFlow => {
  const part = component.triggers[key];
  if (!part) throw new Error(`This component has no trigger ${key}.`);
  const chosen: Array<[string, ConnectionValue]> = part.inputs
    .filter(({ type }) => type === "connection")
    .flatMap((input) => (connection ? [[input.key, connectionValue(component, connection)]] : []));
  const params = { ...stepParams(part.inputs, entered), ...Object.fromEntries(chosen) };
  return new TriggerFlow(async (method, context, payload) => {
    const call = (part as unknown as Methods)[method];
    if (!call) return undefined;
    const whole = { ...stepContext({ logger }), ...context };
    const result = await call(whole, ...payload, params);
    return { result, instanceState: whole.instanceState as Record<string, unknown> };
  }, shared);
};
