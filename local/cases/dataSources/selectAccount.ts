import { resource } from "../groups";
import type { StepCase } from "../stepCase";

const { subscriptionId, resourceGroup } = resource;

/** The accounts of a subscription, and of one of its groups. */
export const selectAccount: StepCase = {
  required: { subscriptionId },
  every: [{ subscriptionId, resourceGroup }],
  needs: "resourceManager",
};
