import { dataSource, type Element } from "@prismatic-io/spectral";
import { connection } from "../inputs/connection";
import { listSubscriptions, type Subscription } from "./accounts";
import { labelOf, sorted } from "./elements";
import { requireManagement } from "./managementClient";

const label = "Select Subscription";

const toElement = ({ subscriptionId, displayName, state }: Subscription): Element => ({
  key: subscriptionId,
  label: labelOf(displayName ?? subscriptionId, [
    displayName && subscriptionId,
    state === "Enabled" ? undefined : state?.toLowerCase(),
  ]),
});

/** The subscriptions that a service principal can read. */
export const selectSubscription = dataSource({
  display: {
    label,
    description:
      "Select one of the Azure subscriptions that a Microsoft Entra service principal can read: it needs the role Reader there.",
  },
  inputs: { connection },
  dataSourceType: "picklist",
  perform: async (context, params): Promise<{ result: Element[] }> => {
    const client = requireManagement(context, label, params.connection);
    return { result: sorted((await listSubscriptions(client)).map(toElement), "label") };
  },
  examplePayload: {
    result: [
      {
        key: "00000000-0000-0000-0000-000000000000",
        label: "My Subscription (00000000-0000-0000-0000-000000000000)",
      },
    ],
  },
});
