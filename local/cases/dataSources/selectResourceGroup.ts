import { resource } from "../groups";
import type { StepCase } from "../stepCase";

const { subscriptionId } = resource;

/** The resource groups of all subscriptions, and of one. */
export const selectResourceGroup: StepCase = {
  required: {},
  every: [{ subscriptionId }],
  needs: "resourceManager",
};
