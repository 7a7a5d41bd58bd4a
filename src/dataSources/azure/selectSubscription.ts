import type { Element } from "@prismatic-io/spectral";
import { listSubscriptions, type Subscription } from "../../tasks/deployments/accounts";
import { labelOf, sorted } from "../elements";
import { picker } from "../picker";

const toElement = ({ subscriptionId, displayName, state }: Subscription): Element => ({
  key: subscriptionId,
  label: labelOf(displayName ?? subscriptionId, [
    displayName && subscriptionId,
    state === "Enabled" ? undefined : state?.toLowerCase(),
  ]),
});

/** The subscriptions that a service principal can read. */
export const selectSubscription = picker({
  label: "Select Subscription",
  description:
    "Select one of the Azure subscriptions that a Microsoft Entra service principal can read: it needs the role Reader there.",
  inputs: {},
  choices: async ({ management }) => sorted((await listSubscriptions(management())).map(toElement), "label"),
  example: toElement({
    subscriptionId: "00000000-0000-0000-0000-000000000000",
    displayName: "My Subscription",
    state: "Enabled",
  }),
});
