import { connection } from "../../inputs/connection";
import { accountInputs, presentDeployment } from "../../inputs/deployment";
import { managementVersion } from "../../inputs/managementVersion";
import { requestOptions } from "../../inputs/requestOptions";
import { exampleProgress, progressShape, showProgress } from "../../output/deploymentProgress";
import { managementAction } from "../../output/managementAction";
import { addressOf } from "../../tasks/deployments/findAccount";
import { setRunState } from "../../tasks/deployments/setRunState";

/** Has a deployment refuse calls. */
export const pauseDeployment = managementAction({
  label: "Pause Deployment",
  description: "Pause a deployment: calls of it are refused until it is resumed",
  inputs: {
    connection,
    deploymentName: presentDeployment,
    ...accountInputs,
    managementVersion,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) =>
    showProgress(await setRunState(client, await addressOf(client, params), "Paused")),
  output: progressShape,
  example: exampleProgress,
});
