import { dataSource, type Element } from "@prismatic-io/spectral";
import { connection } from "../inputs/connection";
import { optionalResourceGroup, subscriptionId } from "../inputs/location";
import { listAccounts } from "./accounts";
import { labelOf, sorted } from "./elements";
import { requireManagement } from "./managementClient";

const label = "Select Account";

/** The Azure OpenAI and Foundry resources of a subscription, or of one group in it. */
export const selectAccount = dataSource({
  display: {
    label,
    description:
      "Select one of a subscription's Azure OpenAI or Foundry resources that a Microsoft Entra service principal can read.",
  },
  inputs: { connection, subscriptionId, resourceGroup: optionalResourceGroup },
  dataSourceType: "picklist",
  perform: async (context, params): Promise<{ result: Element[] }> => {
    const client = requireManagement(context, label, params.connection);
    const accounts = await listAccounts(client, params.subscriptionId, params.resourceGroup);
    return {
      result: sorted(
        accounts.map(({ name, location, kind }) => ({ key: name, label: labelOf(name, [location, kind]) })),
      ),
    };
  },
  examplePayload: { result: [{ key: "my-resource", label: "my-resource (swedencentral, AIServices)" }] },
});
