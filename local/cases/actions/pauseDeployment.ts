import { requestOptions, resource } from "../groups";
import type { StepCase } from "../stepCase";

/** A deployment of a standard SKU. */
export const pauseDeployment: StepCase = {
  required: { deploymentName: "my-paused" },
  every: [
    {
      deploymentName: "my-paused",
      ...resource,
      managementVersion: "2026-07-01",
      requestOptions,
    },
  ],
  needs: "resourceManager",
};
