import { requestOptions, resource } from "./groups";
import type { StepCase } from "./stepCase";

/** Pausing a deployment of a standard SKU, or resuming it. */
export const pausedDeployment: StepCase = {
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
