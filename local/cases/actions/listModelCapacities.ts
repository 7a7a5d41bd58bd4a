import { requestOptions, resource } from "../groups";
import type { StepCase } from "../stepCase";

/** Every region, and one with what the quota has left there. */
export const listModelCapacities: StepCase = {
  required: { modelName: "gpt-5.4" },
  every: [
    {
      modelName: "gpt-5.4",
      modelVersion: "2026-03-05",
      modelFormat: "OpenAI",
      region: "eastus2",
      sku: "GlobalStandard",
      includeQuota: "true",
      ...resource,
      requestOptions,
    },
  ],
  needs: "resourceManager",
};
