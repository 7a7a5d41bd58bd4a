import { connection } from "../../inputs/connection";
import { accountInputs, deploymentName } from "../../inputs/deployment";
import { choiceInput } from "../../inputs/kinds";
import { managementVersion } from "../../inputs/managementVersion";
import { requestOptions } from "../../inputs/requestOptions";
import { exampleProgress, progressShape, showProgress } from "../../output/deploymentProgress";
import { managementAction } from "../../output/managementAction";
import { awaitDeployment } from "../../tasks/deployments/awaitDeployment";
import { addressOf } from "../../tasks/deployments/findAccount";

const waitUntil = choiceInput({
  label: "Wait Until",
  comments:
    "What to wait for. Empty means that the endpoint answers calls, which comes some minutes after Azure has made the deployment.",
  placeholder: "Choose what to wait for",
  example: "answering",
  choices: {
    answering: "It answers calls",
    succeeded: "Azure has made it",
    deleted: "It is deleted",
  },
});

/** Waits for a deployment that is on its way. */
export const waitForDeployment = managementAction({
  label: "Wait for Deployment",
  description: "Wait until a deployment answers calls, or until it is deleted",
  inputs: { connection, deploymentName, waitUntil, ...accountInputs, managementVersion, requestOptions },
  effect: "reads",
  run: async (client, params, openService) => {
    const address = await addressOf(client, params);
    return showProgress(await awaitDeployment(client, openService, address, params.waitUntil));
  },
  output: progressShape,
  example: exampleProgress,
});
