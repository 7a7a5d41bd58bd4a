import type { ManagementClient } from "../../client/createManagementClient";
import { inTurn } from "./accountTurn";
import type { DeploymentAddress } from "./deploymentAddress";
import { explained } from "./explainRefusal";
import { isCutOff } from "./looks";

/** What the step's end cut off before anything was sent is not an error: the same step carries on. */
const unlessCutOff = async <Result>(work: () => Promise<Result>): Promise<Result | undefined> => {
  try {
    return await work();
  } catch (error) {
    if (isCutOff(error)) return undefined;
    throw error;
  }
};

/**
 * Changes a deployment when those that asked before have done with its account, refusals explained. Undefined when the
 * step's time was up before anything was sent.
 * @throws AzureOpenAIError or ConnectionError.
 */
export const changeInTurn = <Result>(
  client: ManagementClient,
  { account }: DeploymentAddress,
  work: () => Promise<Result>,
): Promise<Result | undefined> =>
  explained(client, account, () => unlessCutOff(() => inTurn(client, account, work)));
