import { dataSource, type Element } from "@prismatic-io/spectral";
import { connection } from "../inputs/connection";
import { subscriptionId } from "../inputs/location";
import { listResourceGroups } from "./accounts";
import { labelOf, sorted } from "./elements";
import { requireManagement } from "./managementClient";

const label = "Select Resource Group";

/** The resource groups of a subscription that a service principal can read. */
export const selectResourceGroup = dataSource({
  display: {
    label,
    description:
      "Select one of a subscription's resource groups that a Microsoft Entra service principal can read.",
  },
  inputs: { connection, subscriptionId },
  dataSourceType: "picklist",
  perform: async (context, params): Promise<{ result: Element[] }> => {
    const client = requireManagement(context, label, params.connection);
    const groups = await listResourceGroups(client, params.subscriptionId);
    return {
      result: sorted(groups.map(({ name, location }) => ({ key: name, label: labelOf(name, [location]) }))),
    };
  },
  examplePayload: { result: [{ key: "my-resource-group", label: "my-resource-group (swedencentral)" }] },
});
