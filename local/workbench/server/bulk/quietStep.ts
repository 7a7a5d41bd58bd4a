import { redactorOf } from "../../../cli/redact";
import { runStep } from "../../../platform/runStep";
import { RequestError } from "../http/RequestError";
import { problemOf } from "../runs/problemOf";
import { stepLogger } from "../runs/stepLogger";
import type { Workbench } from "../workbench";

/**
 * Runs an action that only reads, outside the history, and gives its result.
 * @throws RequestError with the sentence of the step's error
 */
export const quietStep = async (
  { component, connections }: Workbench,
  key: string,
  connection: string,
  entered: Record<string, unknown>,
): Promise<unknown> => {
  const operation = component.operation("action", key);
  const chosen = connections.get(connection).entered;
  const redact = redactorOf(connections.secrets());
  const logger = stepLogger(() => undefined, redact);
  const step = { operation, entered, connections: { connection: chosen } };
  try {
    return (await runStep(component.get().component, step, { logger })).value;
  } catch (error) {
    throw new RequestError(502, `${operation.label}: ${problemOf(error, [], redact).message}`);
  }
};
