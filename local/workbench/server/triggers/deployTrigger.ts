import { isRecord } from "../../../platform/isRecord";
import type { AskedDeployment, TriggerRunView } from "../../wire/trigger";
import { hiddenSpellings } from "../connections/secretTexts";
import { RequestError } from "../http/RequestError";
import { keepSecrets } from "../runs/keepSecrets";
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
  // The form itself goes to no page; what is secret in it may stand in a result or a log.
  keepSecrets(part.inputs, asked.form, (...entered) => workbench.secrets.keep(...entered));
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
