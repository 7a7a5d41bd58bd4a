import { dataSource } from "@prismatic-io/spectral";
import { deploymentChoices } from "./deployments/deploymentChoices";
import { deploymentInputs } from "./deployments/deploymentInputs";

const label = "Select Batch Deployment";

/** The deployments that a batch can name. */
export const selectBatchDeployment = dataSource({
  display: {
    label,
    description:
      "Select one of the deployments that work through batch files; without a list of deployments, one of the models.",
  },
  inputs: deploymentInputs,
  dataSourceType: "picklist",
  perform: (context, params) => deploymentChoices(context, { ...params, label, ability: "batch" }),
  examplePayload: { result: [{ key: "my-batch", label: "my-batch (gpt-5.4 2026-03-05, GlobalBatch)" }] },
});
