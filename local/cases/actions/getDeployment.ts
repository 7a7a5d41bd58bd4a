import { requestOptions, resource } from "../groups";
import type { StepCase } from "../stepCase";

/** A deployment that is there. */
export const getDeployment: StepCase = {
  required: { deploymentName: "gpt-5.4" },
  every: [{ deploymentName: "gpt-5.4", ...resource, managementVersion: "2024-10-01", requestOptions }],
  needs: "resourceManager",
};
