import { resource } from "../groups";
import type { StepCase } from "../stepCase";

const { subscriptionId, resourceGroup } = resource;

/** The accounts of all subscriptions, and of one of its groups. */
export const selectAccount: StepCase = {
  required: {},
  every: [{ subscriptionId, resourceGroup }],
  needs: "resourceManager",
};
