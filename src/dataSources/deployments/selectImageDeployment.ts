import { deploymentPicker } from "./deploymentPicker";

/** The deployments that an image step can call. */
export const selectImageDeployment = deploymentPicker("image", {
  label: "Select Image Deployment",
  description: "Select one of the deployments or models that draw images.",
  example: { name: "my-images", model: "gpt-image-2", version: "2026-04-21", sku: "GlobalStandard" },
});
