import { isRecord } from "../../../platform/isRecord";
import type { AskedDeployment, TriggerRunView } from "../../wire/trigger";
import { hiddenSpellings, secretTexts } from "../connections/secretTexts";
import { RequestError } from "../http/RequestError";
import type { Workbench } from "../workbench";
import type { DeployedTrigger } from "./DeployedTrigger";

/** The deployment in the body of a request. */
export const askedDeployment = (body: unknown): AskedDeployment => {
  const { form, connections } = isRecord(body) ? body : {};
  if (!isRecord(form)) throw new RequestError(400, "The page sent no form to deploy with: reload the page.");
  const ids = Object.entries(isRecord(connections) ? connections : {}).filter(([, id]) => id !== "");
  return {
    form: form as AskedDeployment["form"],
    connections: Object.fromEntries(ids.map(([key, id]) => [key, String(id)])),
  };
};

/** The secret of the receiver that a deployment made; undefined where it made none. */
export const receiverSecret = ({ crossFlowState }: Workbench["states"]): string | undefined =>
  Object.values(crossFlowState)
    .map((kept) => (isRecord(kept) ? kept["secret"] : undefined))
    .find((secret) => typeof secret === "string");

/** Hides what a form holds in its password boxes. */
const hideEntered = ({ connections }: Workbench, trigger: DeployedTrigger, asked: AskedDeployment): void => {
  const values = Object.entries(asked.form).map(([key, entered]) => [
    key,
    "value" in entered ? entered.value : undefined,
  ]);
  connections.hide(hiddenSpellings(secretTexts(trigger.part.inputs, Object.fromEntries(values))));
};

/**
 * Deploys a flow with the trigger, as an instance does: what it keeps stays. One that fails leaves the former deployment.
 * @throws RequestError for a connection that is lacking or gone
 */
export const deployTrigger = (
  workbench: Workbench,
  trigger: DeployedTrigger,
  asked: AskedDeployment,
): Promise<TriggerRunView> => {
  const { part, flow } = trigger;
  for (const id of Object.values(asked.connections)) workbench.connections.get(id);
  const lacking = part.inputs.find(
    ({ type, key, required }) => type === "connection" && required && !asked.connections[key],
  );
  if (lacking) throw new RequestError(400, `${lacking.label}: choose a connection.`);
  hideEntered(workbench, trigger, asked);
  return trigger.run("Deploy", async () => {
    const former = trigger.deployment;
    trigger.deployment = { ...asked, atMs: Date.now() };
    try {
      await flow.call("onInstanceDeploy");
      await flow.call("webhookCreate");
    } catch (error) {
      trigger.deployment = former;
      throw error;
    } finally {
      workbench.connections.hide(hiddenSpellings([receiverSecret(workbench.states) ?? ""]));
    }
  });
};

/** Removes the flow as an instance that is deleted: its receiver goes, and what it alone kept. */
export const removeTrigger = (trigger: DeployedTrigger): Promise<TriggerRunView> =>
  trigger.run("Remove", async () => {
    await trigger.flow.call("webhookDelete");
    trigger.deployment = undefined;
    trigger.reset("polling");
    trigger.reset("instanceState");
  });
