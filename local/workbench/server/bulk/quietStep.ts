import { RequestError } from "../http/RequestError";
import { problemOf } from "../runs/problemOf";
import { runQuietly } from "../runs/runQuietly";
import type { Workbench } from "../workbench";

/**
 * Runs an action that only reads, outside the history, and gives its result.
 * @throws RequestError with the sentence of the step's error
 */
export const quietStep = async (
  workbench: Workbench,
  key: string,
  connection: string,
  entered: Record<string, unknown>,
): Promise<unknown> => {
  const { component, connections } = workbench;
  const operation = component.operation("action", key);
  const chosen = connections.get(connection).entered;
  const step = { operation, entered, connections: { connection: chosen } };
  try {
    return (await runQuietly(workbench, step)).value;
  } catch (error) {
    throw new RequestError(502, `${operation.label}: ${problemOf(error, [], connections.redact).message}`);
  }
};
