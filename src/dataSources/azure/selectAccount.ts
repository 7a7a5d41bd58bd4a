import type { Element } from "@prismatic-io/spectral";
import { optionalResourceGroup, subscriptionId } from "../../inputs/location";
import { type Account, listAccounts } from "../../tasks/deployments/accounts";
import { labelOf, sorted } from "../elements";
import { picker } from "../picker";

const toElement = ({ name, location, kind }: Pick<Account, "name" | "location" | "kind">): Element => ({
  key: name,
  label: labelOf(name, [location, kind]),
});

/** The Azure OpenAI and Foundry resources of a subscription, or of one group in it. */
export const selectAccount = picker({
  label: "Select Account",
  description:
    "Select one of a subscription's Azure OpenAI or Foundry resources that a Microsoft Entra service principal can read.",
  inputs: { subscriptionId, resourceGroup: optionalResourceGroup },
  choices: async ({ management }, { subscriptionId, resourceGroup }) =>
    sorted((await listAccounts(management(), subscriptionId, resourceGroup)).map(toElement)),
  example: toElement({ name: "my-resource", location: "swedencentral", kind: "AIServices" }),
});
