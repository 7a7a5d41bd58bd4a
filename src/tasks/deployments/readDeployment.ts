import { clock } from "../../client/clock";
import type { ManagementClient } from "../../client/createManagementClient";
import { isOwnError, type OwnError } from "../../client/errors/errors";
import { isTenantRefusal, versionCodes } from "../../client/errors/managementCodes";
import type { ManagedDeployment } from "../../output/deployment";
import { isObject } from "../../text/isObject";
import { type DeploymentAddress, deploymentUrl } from "./deploymentAddress";

/** Codes of what a deployment stands in: then it is not the deployment that is missed. */
const parentCodes = new Set(["ParentResourceNotFound", "ResourceGroupNotFound"]);

/** True when it is the account, or what that is in, that is not there. */
export const missesAccount = (error: OwnError): boolean =>
  parentCodes.has(error.code ?? "") ||
  isTenantRefusal(error) ||
  /\bCognitiveServices\/accounts\/[^/']{1,80}'/i.test(error.sentence ?? "");

/** True for the answer to a question about a deployment that is not there, in an account that is. */
export const isMissing = (error: unknown): boolean =>
  isOwnError(error) &&
  error.status === 404 &&
  !missesAccount(error) &&
  !versionCodes.includes(error.code ?? "");

/** An account that was just made may be unknown for some seconds (users' reports). */
const knownAfterMs = 5_000;

/**
 * Reads something in an account, once more where that is not there yet.
 * @throws AzureOpenAIError or ConnectionError.
 */
export const readInAccount = async <Result>(
  client: ManagementClient,
  read: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await read();
  } catch (error) {
    const mayCome = isOwnError(error) && error.code === "ResourceNotFound" && missesAccount(error);
    if (!mayCome || client.remainingMs() <= knownAfterMs) throw error;
    await clock.wait(knownAfterMs, client.signal);
    return read();
  }
};

/**
 * What Azure Resource Manager says of a deployment; undefined when there is none of this name.
 * @throws AzureOpenAIError or ConnectionError, also for an account that is not there.
 */
export const readDeployment = async (
  client: ManagementClient,
  address: DeploymentAddress,
  version?: string,
): Promise<ManagedDeployment | undefined> => {
  try {
    const { value } = await readInAccount(client, () => client.call("GET", deploymentUrl(address, version)));
    return isObject(value) ? value : {};
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};
