import { requestOptions, resource } from "../groups";
import { createdDeployment } from "../preparations";
import type { StepCase } from "../stepCase";

/** A deployment that was made. */
export const getDeployment: StepCase = {
  required: { deploymentName: "my-shown" },
  every: [{ deploymentName: "my-shown", ...resource, managementVersion: "2024-10-01", requestOptions }],
  prepare: createdDeployment,
  needs: "resourceManager",
};
