import { jsonAnswer } from "../../server/answer";
import { deletedAccountEntry, type ManagedSubscription } from "./managedResources";
import { answerFrom, type ManagedWorld } from "./managedWorld";
import { locationTemplate, type ManagementRoute, provider } from "./managementRoute";
import { refuseMissingResource } from "./refusals";

/** An account that was deleted is kept for two days; reads of the account itself find nothing. */
export const deletedAccountRoutes = (world: ManagedWorld): ManagementRoute[] => [
  {
    method: "GET",
    path: `/subscriptions/{subscription}/${provider}/deletedAccounts`,
    action: "Microsoft.CognitiveServices/deletedAccounts/read",
    answer: ({ names }) => answerFrom(world.findSubscription(names), deletedIn),
  },
  {
    method: "GET",
    path: `${locationTemplate}/resourceGroups/{group}/deletedAccounts/{account}`,
    action: "Microsoft.CognitiveServices/locations/resourceGroups/deletedAccounts/read",
    answer: ({ names }) =>
      answerFrom(world.findSubscription(names), (subscription) => {
        const wanted = names.account.toLowerCase();
        const found = deletedIn(subscription).find(({ name }) => name.toLowerCase() === wanted);
        if (found !== undefined) return jsonAnswer(found);
        const type = "Microsoft.CognitiveServices/deletedAccounts";
        return refuseMissingResource(type, names.account, names.group);
      }),
  },
];

const deletedIn = ({ id, resourceGroups = [] }: ManagedSubscription) =>
  resourceGroups.flatMap((group) =>
    (group.accounts ?? [])
      .filter(({ isDeleted }) => isDeleted === true)
      .map((account) => deletedAccountEntry(id, group, account)),
  );
