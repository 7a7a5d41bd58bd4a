import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import type { Operation } from "./component";
import { connectionValue, type EnteredConnection } from "./connection";
import { isRecord } from "./isRecord";
import { type StepSettings, type StepStates, stepContext } from "./stepContext";
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
  /** The states that the step gave back, by their names. */
  states?: Partial<StepStates>;
}

const stateNames = ["instanceState", "crossFlowState", "executionState", "integrationState"] as const;

const statesIn = (result: Record<string, unknown>): Partial<StepStates> =>
  Object.fromEntries(stateNames.flatMap((name) => (isRecord(result[name]) ? [[name, result[name]]] : [])));

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
  const states = statesIn(result);
  return {
    value: data ?? elements ?? null,
    ...(typeof contentType === "string" && { contentType }),
    ...(typeof branch === "string" && { branch }),
    ...(Object.keys(states).length > 0 && { states }),
  };
};
