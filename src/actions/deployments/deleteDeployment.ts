import { connection } from "../../inputs/connection";
import { accountInputs, presentDeployment, waitUntilDone } from "../../inputs/deployment";
import { managementVersion } from "../../inputs/managementVersion";
import { requestOptions } from "../../inputs/requestOptions";
import { exampleProgress, progressProperties, showProgress } from "../../output/deploymentProgress";
import { managementAction } from "../../output/managementAction";
import { flag, objectOf, orNull } from "../../output/shape";
import { addressOf } from "../../tasks/deployments/findAccount";
import { removeDeployment } from "../../tasks/deployments/removeDeployment";

/** Deletes a deployment. */
export const deleteDeployment = managementAction({
  label: "Delete Deployment",
  description: "Delete a deployment, which frees its quota",
  inputs: {
    connection,
    deploymentName: presentDeployment,
    waitUntilDone,
    ...accountInputs,
    managementVersion,
    requestOptions,
  },
  effect: "changes",
  run: async (client, { waitUntilDone: isAwaited, ...params }) =>
    showProgress(await removeDeployment(client, await addressOf(client, params), { isAwaited })),
  output: objectOf({
    wasThere: orNull(flag("False when there was no deployment of this name; null when that is not known")),
    ...progressProperties,
  }),
  example: { wasThere: true, ...exampleProgress, state: "deleted", deployment: null },
});
