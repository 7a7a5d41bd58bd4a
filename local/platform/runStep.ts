import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import type { Operation } from "./component";
import { connectionValue, type EnteredConnection } from "./connection";
import { type StepSettings, stepContext } from "./stepContext";
import { type InputValues, stepParams } from "./stepParams";

/** One step: its operation, and what a builder entered. */
interface Step {
  operation: Operation;
  entered: InputValues;
  /** By the key of their input. */
  connections: Readonly<Record<string, EnteredConnection>>;
}

/** The result of a step: an action's data, or a data source's result. */
export interface StepOutcome {
  value: unknown;
  contentType?: string;
  branch?: string;
}

/**
 * Runs one step as the platform does.
 * @throws whatever the step throws
 */
export const runStep = async (
  component: Component,
  { operation, entered, connections }: Step,
  settings: StepSettings,
): Promise<StepOutcome> => {
  const chosen = Object.entries(connections).map(([key, entry]) => [key, connectionValue(component, entry)]);
  const params = { ...stepParams(operation.inputs, entered), ...Object.fromEntries(chosen) };
  const result = ((await operation.perform(stepContext(settings), params)) ?? {}) as Record<string, unknown>;
  const { data, result: elements, contentType, branch } = result;
  return {
    value: data ?? elements ?? null,
    ...(typeof contentType === "string" && { contentType }),
    ...(typeof branch === "string" && { branch }),
  };
};
