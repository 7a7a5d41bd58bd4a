import { connection } from "../../inputs/connection";
import { accountInputs, presentDeployment } from "../../inputs/deployment";
import { managementVersion } from "../../inputs/managementVersion";
import { requestOptions } from "../../inputs/requestOptions";
import { deploymentShape, exampleDeployment, showDeployment } from "../../output/deployment";
import { managementAction } from "../../output/managementAction";
import { addressOf } from "../../tasks/deployments/findAccount";
import { findDeployment } from "../../tasks/deployments/findDeployment";

/** Shows one deployment. */
export const getDeployment = managementAction({
  label: "Get Deployment",
  description: "Get a deployment: its model, its capacity, its state",
  inputs: {
    connection,
    deploymentName: presentDeployment,
    ...accountInputs,
    managementVersion,
    requestOptions,
  },
  effect: "reads",
  run: async (client, params) => findDeployment(client, await addressOf(client, params)),
  output: deploymentShape,
  example: showDeployment(exampleDeployment),
});
