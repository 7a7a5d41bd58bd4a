import { requestOptions, resource } from "../groups";
import type { StepCase } from "../stepCase";

/** The deployments of the account at the endpoint, and of one that is named. */
export const listDeployments: StepCase = {
  required: {},
  every: [{ ...resource, managementVersion: "2024-10-01", requestOptions }],
  needs: "resourceManager",
};
