import type { Operation } from "../../../platform/component";
import type { EnteredConnection } from "../../../platform/connection";
import { runStep, type StepOutcome } from "../../../platform/runStep";
import { silentLogger } from "../../../platform/silentLogger";
import type { InputValues } from "../../../platform/stepParams";
import type { Workbench } from "../workbench";
import { keepStates } from "./keepStates";

/** A step whose values are all there. */
interface ReadyStep {
  operation: Operation;
  entered: InputValues;
  connections: Readonly<Record<string, EnteredConnection>>;
}

/**
 * Runs a step beside the history of the session, such as one that prepares another. It writes no log.
 * @throws whatever the step throws
 */
export const runQuietly = async (
  { component, states }: Workbench,
  step: ReadyStep,
  signal?: AbortSignal,
): Promise<StepOutcome> => {
  const outcome = await runStep(component.get().component, step, { logger: silentLogger, states, signal });
  keepStates(states, outcome.states);
  return outcome;
};
