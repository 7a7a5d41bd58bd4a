import { connection } from "../../inputs/connection";
import { optionalAccountName, optionalResourceGroup, optionalSubscriptionId } from "../../inputs/location";

/** What every picker of deployments can be told; a step fills in its connection alone. */
export const deploymentInputs = {
  connection,
  subscriptionId: optionalSubscriptionId,
  resourceGroup: optionalResourceGroup,
  accountName: optionalAccountName,
};
