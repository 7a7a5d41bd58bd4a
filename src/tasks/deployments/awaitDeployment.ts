import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import type { ManagementClient } from "../../client/createManagementClient";
import { isOwnError } from "../../client/errors/errors";
import type { ManagedDeployment } from "../../output/deployment";
import type { DeploymentProgress } from "../../output/deploymentProgress";
import { textIn } from "../../text/answerFields";
import { durationInWords } from "../../text/durationInWords";
import { fieldsOf } from "../../text/isObject";
import { askEndpoint, type EndpointLook } from "./askEndpoint";
import type { DeploymentAddress } from "./deploymentAddress";
import { changedAt, operationFailed, progressAt } from "./deploymentProgress";
import { explained } from "./explainRefusal";
import { isAtEndpoint } from "./findAccount";
import { missingDeployment } from "./findDeployment";
import { endOfMaking, type Followed, isGoing } from "./followOperation";
import { createLooks, isCutOff, mayPass } from "./looks";
import { readDeployment } from "./readDeployment";

/** What is waited for: that calls are answered, that Azure has made it, or that it is gone. */
type WaitGoal = "answering" | "succeeded" | "deleted";

/** A wait for one deployment. */
interface Wait {
  address: DeploymentAddress;
  goal: WaitGoal;
}

/** What one look at the deployment in Azure Resource Manager tells. */
interface Seen {
  is: Followed["end"] | "gone";
  deployment: ManagedDeployment | undefined;
  warning?: string;
}

const lookOnce = async (client: ManagementClient, address: DeploymentAddress): Promise<Seen> => {
  const deployment = await readDeployment(client, address);
  return { is: deployment ? endOfMaking(deployment) : "gone", deployment };
};

/** A look that fails in passing is made again, unless none has told anything yet. */
const look = async (client: ManagementClient, address: DeploymentAddress, before: Seen): Promise<Seen> => {
  try {
    return await lookOnce(client, address);
  } catch (error) {
    const isPassing = isCutOff(error) || (before.deployment !== undefined && mayPass(error));
    if (!isPassing || !isOwnError(error)) throw error;
    return { ...before, is: "open", warning: error.message };
  }
};

/** Looks until the deployment is at an end that the goal asks for, or the step's time is up. */
const waitForAzure = async (client: ManagementClient, { address, goal }: Wait): Promise<Seen> => {
  const nextLook = createLooks(client);
  let seen: Seen = { is: "open", deployment: undefined };
  do {
    seen = await look(client, address, seen);
    const isAtEnd = goal === "deleted" ? seen.is === "gone" : seen.is !== "open";
    if (isAtEnd) return seen;
  } while (await nextLook());
  return seen;
};

const longStartMs = 15 * 60_000;

/** What to say of an endpoint that does not answer though Azure is done. */
const startingWarning = (since: string, { isMissing, said = "" }: EndpointLook): string => {
  if (!isMissing)
    return `Azure says that the deployment is ready, and the endpoint gives no answer, which tells nothing of the deployment. It said: ${said}`;
  const waitedMs = clock.now() - Date.parse(since);
  const mend =
    waitedMs > longStartMs
      ? "Delete the deployment and create it anew: it rarely comes after so long."
      : "That takes some minutes after a deployment was made.";
  return `Azure says that the deployment is ready, and the endpoint does not have it yet, ${durationInWords(Math.max(0, waitedMs))} after it was changed. ${mend} The endpoint said: ${said}`;
};

/** What to say of a deployment that is to go and that nothing deletes. */
const staysWarning = (deployment: ManagedDeployment | undefined): string | undefined =>
  deployment && !isGoing(deployment)
    ? "Azure does not delete the deployment: run Delete Deployment, unless its turn is still to come."
    : undefined;

/** What to look at where the endpoint knows the deployment. */
const answerWarning = ({ isPaused, said }: EndpointLook): string | undefined => {
  if (isPaused) return "The deployment is paused: resume it before it is called.";
  return said && `The endpoint has the deployment, and refuses the connection's call: ${said}`;
};

const isOfBatches = ({ sku }: ManagedDeployment): boolean =>
  /batch$/i.test(textIn(fieldsOf(sku)["name"]) ?? "");

/** Asks the endpoint until it answers for the deployment, or the step's time is up. */
const waitForEndpoint = async (
  client: ManagementClient,
  service: Client,
  { deploymentName }: DeploymentAddress,
  deployment: ManagedDeployment,
): Promise<DeploymentProgress> => {
  const nextLook = createLooks(client);
  const begunAt = new Date(clock.now()).toISOString();
  let endpoint: EndpointLook;
  do {
    endpoint = await askEndpoint(service, deploymentName);
    if (endpoint.answers) return progressAt("succeeded", deployment, { warning: answerWarning(endpoint) });
  } while (await nextLook());
  const since = (endpoint.isMissing ? changedAt(deployment) : undefined) ?? begunAt;
  return progressAt("starting", deployment, { since, warning: startingWarning(since, endpoint) });
};

const answering = async (
  client: ManagementClient,
  service: Client,
  address: DeploymentAddress,
  deployment: ManagedDeployment,
): Promise<DeploymentProgress> => {
  // A batch deployment takes files and answers no calls.
  if (isOfBatches(deployment)) return progressAt("succeeded", deployment);
  if (await isAtEndpoint(client, address.account))
    return waitForEndpoint(client, service, address, deployment);
  const warning = `The connection leads to ${client.endpoint.origin}, which is not this account: whether calls are answered was not asked.`;
  return progressAt("succeeded", deployment, { warning });
};

/**
 * Waits until a deployment is made and its calls are answered, or until it is gone. When the step's time is up, it
 * says what is waited for and since when.
 * @param openService - opens the way to the endpoint of the models, for the goal "answering"
 * @throws AzureOpenAIError for a deployment that failed or is not there, and the client's errors.
 */
export const awaitDeployment = (
  client: ManagementClient,
  openService: () => Client,
  address: DeploymentAddress,
  goal: WaitGoal = "answering",
): Promise<DeploymentProgress> =>
  explained(client, address.account, async () => {
    const { is, deployment, warning } = await waitForAzure(client, { address, goal });
    if (is === "gone" && goal !== "deleted") throw await missingDeployment(client, address);
    if (is === "gone") return progressAt("deleted", undefined);
    if (goal === "deleted")
      return progressAt("deleting", deployment, { warning: warning ?? staysWarning(deployment) });
    if (is === "failed") throw operationFailed(client.action, address.deploymentName, { deployment });
    if (is === "open" || !deployment) {
      const state = deployment && isGoing(deployment) ? "deleting" : "creating";
      return progressAt(state, deployment, { warning });
    }
    return goal === "succeeded"
      ? progressAt("succeeded", deployment)
      : answering(client, openService(), address, deployment);
  });
