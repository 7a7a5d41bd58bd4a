import type { ManagementClient } from "../../client/createManagementClient";
import { ifReadable } from "../../client/errors/errors";
import type { DeploymentProgress } from "../../output/deploymentProgress";
import { textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { isSameName } from "../../text/isSameName";
import { changeInTurn } from "./changeInTurn";
import { type DeploymentAddress, deploymentUrl, newestVersion } from "./deploymentAddress";
import { doubtfulEnd, progressAt } from "./deploymentProgress";
import { readDeployment } from "./readDeployment";
import { sendChange } from "./sendChange";

const operations = { Paused: "/pause", Running: "/resume" } as const;

/** Whether a deployment answers calls. */
type RunState = keyof typeof operations;

const hasState = async (
  client: ManagementClient,
  address: DeploymentAddress,
  state: RunState,
): Promise<boolean> => {
  const deployment = await readDeployment(client, address, newestVersion);
  const told = textIn(fieldsOf(deployment?.properties)["deploymentState"]);
  // A deployment that was never paused tells no state.
  return told === undefined ? state === "Running" : isSameName(told, state);
};

const setInTurn = async (
  client: ManagementClient,
  address: DeploymentAddress,
  state: RunState,
): Promise<DeploymentProgress> => {
  const sent = await sendChange(client, {
    account: address.account,
    send: () => client.call("POST", deploymentUrl(address, newestVersion, operations[state])),
    wasTaken: () => hasState(client, address, state),
  });
  if (sent.is === "notTaken") return progressAt("notStarted", undefined, { warning: sent.why });
  if (sent.is === "unknown") return progressAt("creating", undefined, { warning: doubtfulEnd });
  const deployment = await ifReadable(() => readDeployment(client, address, newestVersion));
  return progressAt("succeeded", deployment);
};

/**
 * Pauses a deployment, or has it answer again; doing so twice is harmless (Microsoft.CognitiveServices 2026-07-01).
 * @throws AzureOpenAIError or ConnectionError when Azure refuses it, as for other SKUs than standard ones.
 */
export const setRunState = async (
  client: ManagementClient,
  address: DeploymentAddress,
  state: RunState,
): Promise<DeploymentProgress> =>
  (await changeInTurn(client, address, () => setInTurn(client, address, state))) ??
  progressAt("notStarted", undefined);
