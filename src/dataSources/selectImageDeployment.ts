import { dataSource } from "@prismatic-io/spectral";
import { deploymentChoices } from "./deployments/deploymentChoices";
import { deploymentInputs } from "./deployments/deploymentInputs";

const label = "Select Image Deployment";

/** The deployments that an image step can call. */
export const selectImageDeployment = dataSource({
  display: { label, description: "Select one of the deployments or models that draw images." },
  inputs: deploymentInputs,
  dataSourceType: "picklist",
  perform: (context, params) => deploymentChoices(context, { ...params, label, ability: "image" }),
  examplePayload: {
    result: [{ key: "my-images", label: "my-images (gpt-image-2 2026-04-21, GlobalStandard)" }],
  },
});
