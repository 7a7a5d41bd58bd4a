import { findCase } from "../../../cases/loadCase";
import type { MadeThings } from "../../wire/trigger";
import { RequestError } from "../http/RequestError";
import { startRun } from "../runs/startRun";
import type { Workbench } from "../workbench";
import type { DeployedTrigger } from "./DeployedTrigger";

/** True where a trigger's case has something to make, and the deployment's connection is a local one, where nothing costs. */
export const canMakeThings = ({ connections }: Workbench, { key, deployment }: DeployedTrigger): boolean => {
  const id = deployment?.connections["connection"];
  return (
    id !== undefined &&
    findCase("triggers", key)?.prepare !== undefined &&
    connections.list().some((one) => one.id === id && one.origin === "local")
  );
};

/**
 * Makes what a poll finds, by steps that are in the history like all others.
 * @throws RequestError where nothing can be made, and where a step fails
 */
export const makeThings = async (workbench: Workbench, trigger: DeployedTrigger): Promise<MadeThings> => {
  if (!canMakeThings(workbench, trigger)) {
    throw new RequestError(
      409,
      "Deploy the trigger with a local connection first: elsewhere, what is made would cost.",
    );
  }
  const connection = trigger.deployment?.connections["connection"] ?? "";
  const made = await findCase("triggers", trigger.key)?.prepare?.(async (key, form) => {
    const entered = Object.entries(form).map(([name, value]) => [name, { value }] as const);
    const { run, ended } = startRun(workbench, {
      kind: "action",
      key,
      form: Object.fromEntries(entered),
      connections: { connection },
    });
    await ended;
    if (run.outcome) return run.outcome.value;
    throw new RequestError(502, run.view().problem?.message ?? `${key} was cancelled.`);
  });
  workbench.hub.tell({ type: "trigger", key: trigger.key });
  return {
    made: Object.fromEntries(
      Object.entries(made ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    ),
  };
};
