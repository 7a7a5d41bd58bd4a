import type { ManagedAnswer, ManagementClient } from "../../client/createManagementClient";
import type { DeploymentProgress } from "../../output/deploymentProgress";
import { noteDeletion } from "./accountTurn";
import { changeInTurn } from "./changeInTurn";
import { type DeploymentAddress, deploymentUrl } from "./deploymentAddress";
import { doubtfulEnd, operationFailed, progressAt } from "./deploymentProgress";
import { endOfDeleting, followedAt, followOperation, isGoing } from "./followOperation";
import { isMissing, readDeployment } from "./readDeployment";
import { sendChange } from "./sendChange";

/** What became of a deployment that was to be deleted. */
interface DeletedDeployment extends DeploymentProgress {
  /** False when there was no deployment of this name; null when that is not known. */
  wasThere: boolean | null;
}

/** How a deployment is deleted. */
interface DeleteOptions {
  /** False hands back what Azure has begun, for Wait for Deployment. */
  isAwaited?: boolean | undefined;
}

const wasNotThere: ManagedAnswer = { status: 204, value: undefined, headers: {} };

/** What is not there any more is what was asked for. */
const callDelete = async (client: ManagementClient, address: DeploymentAddress): Promise<ManagedAnswer> => {
  try {
    return await client.call("DELETE", deploymentUrl(address));
  } catch (error) {
    if (isMissing(error)) return wasNotThere;
    throw error;
  }
};

const followDeletion = async (
  client: ManagementClient,
  address: DeploymentAddress,
  answer: ManagedAnswer | undefined,
): Promise<DeploymentProgress> => {
  const headers = answer?.headers;
  const followed = await followOperation(client, { address, headers, endOf: endOfDeleting });
  if (followed.end === "failed") throw operationFailed(client.action, address.deploymentName, followed);
  return progressAt(followed.end === "done" ? "deleted" : "deleting", followed.deployment, followed);
};

const deleteInTurn = async (
  client: ManagementClient,
  address: DeploymentAddress,
  isAwaited: boolean,
): Promise<DeletedDeployment> => {
  const sent = await sendChange(client, {
    account: address.account,
    send: () => callDelete(client, address),
    wasTaken: async () => {
      const deployment = await readDeployment(client, address);
      return deployment === undefined || isGoing(deployment);
    },
  });
  if (sent.is === "notTaken")
    return { wasThere: null, ...progressAt("notStarted", undefined, { warning: sent.why }) };
  if (sent.is === "unknown") {
    noteDeletion(address.account);
    return { wasThere: null, ...progressAt("deleting", undefined, { warning: doubtfulEnd }) };
  }
  const { answer } = sent;
  if (answer?.status === 204) return { wasThere: false, ...progressAt("deleted", undefined) };
  noteDeletion(address.account);
  const wasThere = answer ? true : null;
  const isEnded = answer?.status === 200 && !followedAt(answer.headers);
  if (isEnded) return { wasThere, ...progressAt("deleted", undefined) };
  return isAwaited
    ? { wasThere, ...(await followDeletion(client, address, answer)) }
    : { wasThere, ...progressAt("deleting", undefined) };
};

/**
 * Deletes a deployment; one that is not there is deleted already. When the step's time is up, it says how far Azure is.
 * @throws AzureOpenAIError or ConnectionError when Azure refuses it or fails at it.
 */
export const removeDeployment = async (
  client: ManagementClient,
  address: DeploymentAddress,
  { isAwaited = true }: DeleteOptions = {},
): Promise<DeletedDeployment> =>
  (await changeInTurn(client, address, () => deleteInTurn(client, address, isAwaited))) ?? {
    wasThere: null,
    ...progressAt("notStarted", undefined),
  };
