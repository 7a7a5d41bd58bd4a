import { requestOptions, resource } from "../groups";
import type { StepCase } from "../stepCase";

/** A deployment that was made for it. */
export const deleteDeployment: StepCase = {
  required: { deploymentName: "my-short-lived" },
  every: [
    {
      deploymentName: "my-short-lived",
      waitUntilDone: "true",
      ...resource,
      managementVersion: "2024-10-01",
      requestOptions,
    },
  ],
  needs: "resourceManager",
};
