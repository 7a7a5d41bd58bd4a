import type { Element } from "@prismatic-io/spectral";
import { optionalSubscriptionId } from "../../inputs/location";
import { listResourceGroups, type ResourceGroup } from "../../tasks/deployments/accounts";
import { allInSubscriptions } from "../../tasks/deployments/searchSubscriptions";
import { firstOfEach, labelOf, sorted } from "../elements";
import { picker } from "../picker";

const toElement = ({ name, location }: ResourceGroup): Element => ({
  key: name,
  label: labelOf(name, [location]),
});

/** The resource groups of one subscription or all that a service principal can read. */
export const selectResourceGroup = picker({
  label: "Select Resource Group",
  description:
    "Select one of the resource groups that a Microsoft Entra service principal can read, in one subscription or all.",
  inputs: { subscriptionId: optionalSubscriptionId },
  choices: async ({ management }, { subscriptionId }) => {
    const manager = management();
    const groups = await allInSubscriptions(manager, subscriptionId, (id) => listResourceGroups(manager, id));
    return sorted(firstOfEach(groups.map(toElement)));
  },
  example: toElement({ name: "my-resource-group", location: "swedencentral" }),
});
