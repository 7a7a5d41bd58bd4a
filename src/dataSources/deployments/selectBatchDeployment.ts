import { deploymentPicker } from "./deploymentPicker";

/** The deployments that a batch can name. */
export const selectBatchDeployment = deploymentPicker("batch", {
  label: "Select Batch Deployment",
  description:
    "Select one of the deployments that work through batch files; without a list of deployments, one of the models.",
  example: { name: "my-batch", model: "gpt-5.4", version: "2026-03-05", sku: "GlobalBatch" },
});
