import { requestOptions, resource } from "../groups";
import type { StepCase } from "../stepCase";

/** All quotas of the account's region, and whether a model has enough in another one. */
export const listQuotaUsage: StepCase = {
  required: {},
  every: [
    {
      region: "eastus2",
      modelName: "gpt-5.4",
      modelVersion: "2026-03-05",
      sku: "GlobalStandard",
      neededCapacity: "50",
      ...resource,
      requestOptions,
    },
  ],
  needs: "resourceManager",
};
