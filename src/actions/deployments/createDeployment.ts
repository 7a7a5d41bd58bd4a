import { connection } from "../../inputs/connection";
import {
  accountInputs,
  capacity,
  deploymentName,
  deploymentSettings,
  modelName,
  modelVersion,
  sku,
  waitUntilDone,
} from "../../inputs/deployment";
import { requestOptions } from "../../inputs/requestOptions";
import { settingsOf } from "../../inputs/settingsOf";
import { exampleProgress, progressProperties, showProgress } from "../../output/deploymentProgress";
import { managementAction } from "../../output/managementAction";
import { objectOf, text } from "../../output/shape";
import { addressOf } from "../../tasks/deployments/findAccount";
import { type PutDeployment, putDeployment } from "../../tasks/deployments/putDeployment";

/** Makes a deployment, or changes what is said of one that is there. */
export const createDeployment = managementAction({
  label: "Create or Update Deployment",
  description: "Create a deployment of a model, or change one that is there",
  directions:
    "The identity needs the role Cognitive Services Contributor or Foundry Owner on the Azure OpenAI or Foundry resource.",
  inputs: {
    connection,
    deploymentName,
    modelName,
    modelVersion,
    // It needs the model, which the form of a training has not.
    sku: { ...sku, dataSource: "selectSku" },
    capacity,
    waitUntilDone,
    ...accountInputs,
    deploymentSettings,
    requestOptions,
  },
  effect: "changes",
  run: async (client, { waitUntilDone: isAwaited, ...params }) => {
    const settings = settingsOf(deploymentSettings, params.deploymentSettings);
    const address = await addressOf(client, { ...params, ...settings });
    return showProgress(await putDeployment(client, address, { ...params, ...settings }, { isAwaited }));
  },
  output: objectOf({
    change: text<PutDeployment["change"]>(
      "created, scaled (the capacity alone), updated, unchanged (nothing was sent) or none (no time was left)",
    ),
    ...progressProperties,
  }),
  example: { change: "created", ...exampleProgress },
});
