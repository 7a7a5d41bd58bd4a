import { resource } from "../groups";
import type { StepCase } from "../stepCase";

const { subscriptionId } = resource;

/** The resource groups of a subscription. */
export const selectResourceGroup: StepCase = {
  required: { subscriptionId },
  every: [],
  needs: "resourceManager",
};
