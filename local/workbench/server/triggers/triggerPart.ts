import type { Component, Input } from "@prismatic-io/spectral/dist/serverTypes";
import type { TriggerMethod } from "../../../platform/TriggerFlow";
import type { TriggerEntry } from "../../wire/trigger";
import { RequestError } from "../http/RequestError";

/** A trigger of the bundle as the platform gets it. */
export interface TriggerPart extends Partial<Record<TriggerMethod, (...values: unknown[]) => unknown>> {
  key: string;
  display: { label: string; description: string };
  inputs: Input[];
  isPollingTrigger?: boolean;
  examplePayload?: { payload?: object };
}

/** Every trigger of a component. */
export const triggerParts = ({ triggers }: Component): TriggerPart[] =>
  Object.values(triggers) as unknown as TriggerPart[];

/**
 * A trigger by its key.
 * @throws RequestError for an unknown one
 */
export const triggerPart = (component: Component, key: string): TriggerPart => {
  const found = triggerParts(component).find((one) => one.key === key);
  if (!found) throw new RequestError(404, `The component has no trigger "${key.slice(0, 100)}".`);
  return found;
};

/** A trigger in the list. */
export const triggerEntry = ({ key, display, isPollingTrigger }: TriggerPart): TriggerEntry => ({
  key,
  label: display.label,
  description: display.description,
  isPolling: isPollingTrigger === true,
});

/** What the platform hands to a trigger beside its inputs: the example's surroundings with these headers and this body. */
export const triggerPayload = (
  { examplePayload }: TriggerPart,
  headers: Readonly<Record<string, string>> = {},
  body = "",
): object => ({
  ...examplePayload?.payload,
  headers,
  rawBody: { data: body, contentType: "application/json" },
  body: { data: undefined, contentType: "application/json" },
});
