import type { Element } from "@prismatic-io/spectral";
import { optionalResourceGroup, optionalSubscriptionId } from "../../inputs/location";
import { type Account, listAccounts } from "../../tasks/deployments/accounts";
import { allInSubscriptions } from "../../tasks/deployments/searchSubscriptions";
import { firstOfEach, labelOf, sorted } from "../elements";
import { picker } from "../picker";

const toElement = ({ name, location, kind }: Pick<Account, "name" | "location" | "kind">): Element => ({
  key: name,
  label: labelOf(name, [location, kind]),
});

/** The Azure OpenAI and Foundry resources of one subscription or all, or of one group. */
export const selectAccount = picker({
  label: "Select Account",
  description:
    "Select one of the Azure OpenAI or Foundry resources that a Microsoft Entra service principal can read, in one subscription or all.",
  inputs: { subscriptionId: optionalSubscriptionId, resourceGroup: optionalResourceGroup },
  choices: async ({ management }, { subscriptionId, resourceGroup }) => {
    const manager = management();
    const accounts = await allInSubscriptions(manager, subscriptionId, (id) =>
      listAccounts(manager, id, resourceGroup),
    );
    return sorted(firstOfEach(accounts.map(toElement)));
  },
  example: toElement({ name: "my-resource", location: "swedencentral", kind: "AIServices" }),
});
