import type { Element } from "@prismatic-io/spectral";
import { subscriptionId } from "../../inputs/location";
import { listResourceGroups, type ResourceGroup } from "../../tasks/deployments/accounts";
import { labelOf, sorted } from "../elements";
import { picker } from "../picker";

const toElement = ({ name, location }: ResourceGroup): Element => ({
  key: name,
  label: labelOf(name, [location]),
});

/** The resource groups of a subscription that a service principal can read. */
export const selectResourceGroup = picker({
  label: "Select Resource Group",
  description:
    "Select one of a subscription's resource groups that a Microsoft Entra service principal can read.",
  inputs: { subscriptionId },
  choices: async ({ management }, { subscriptionId }) =>
    sorted((await listResourceGroups(management(), subscriptionId)).map(toElement)),
  example: toElement({ name: "my-resource-group", location: "swedencentral" }),
});
