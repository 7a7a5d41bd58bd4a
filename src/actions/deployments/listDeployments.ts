import { connection } from "../../inputs/connection";
import { accountInputs } from "../../inputs/deployment";
import { managementVersion } from "../../inputs/managementVersion";
import { requestOptions } from "../../inputs/requestOptions";
import { deploymentShape, exampleAccount, exampleDeployment, showDeployment } from "../../output/deployment";
import { managementAction } from "../../output/managementAction";
import { described, listOf, number, objectOf, text } from "../../output/shape";
import { findAccount } from "../../tasks/deployments/findAccount";
import { findDeployments } from "../../tasks/deployments/findDeployment";

/** Lists the deployments of an account. */
export const listDeployments = managementAction({
  label: "List Deployments",
  description: "List the deployments of an Azure OpenAI or Foundry resource",
  inputs: { connection, ...accountInputs, managementVersion, requestOptions },
  effect: "reads",
  run: async (client, params) => {
    const account = await findAccount(client, params);
    const deployments = await findDeployments(client, { account, apiVersion: params.managementVersion });
    return { deployments, count: deployments.length, account };
  },
  output: objectOf({
    deployments: described("Every deployment with its summary", listOf(deploymentShape)),
    count: number("How many there are"),
    account: text("The account's path in Azure Resource Manager"),
  }),
  example: {
    deployments: [showDeployment(exampleDeployment)],
    count: 1,
    account: exampleAccount,
  },
});
