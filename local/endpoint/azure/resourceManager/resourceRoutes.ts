import { jsonAnswer } from "../../server/answer";
import { accountEntry, resourceGroupEntry, subscriptionEntry } from "./managedResources";
import { answerFrom, type ManagedWorld } from "./managedWorld";
import { accountTemplate, type ManagementRoute, provider } from "./managementRoute";

const one = "/subscriptions/{subscription}";
const group = `${one}/resourceGroups/{group}`;

/** Subscriptions, resource groups and accounts: the lists, and one of each. */
export const resourceRoutes = (world: ManagedWorld): ManagementRoute[] => {
  const { tenantId } = world.authority;
  return [...subscriptionRoutes(world, tenantId), ...accountRoutes(world)];
};

const subscriptionRoutes = (world: ManagedWorld, tenantId: string): ManagementRoute[] => [
  {
    method: "GET",
    path: "/subscriptions",
    action: "Microsoft.Resources/subscriptions/read",
    answer: () => world.subscriptions.map((subscription) => subscriptionEntry(subscription, tenantId)),
  },
  {
    method: "GET",
    path: one,
    action: "Microsoft.Resources/subscriptions/read",
    answer: ({ names }) =>
      answerFrom(world.findSubscription(names), (found) => jsonAnswer(subscriptionEntry(found, tenantId))),
  },
  {
    method: "GET",
    path: `${one}/resourcegroups`,
    action: "Microsoft.Resources/subscriptions/resourceGroups/read",
    answer: ({ names }) =>
      answerFrom(world.findSubscription(names), ({ id, resourceGroups = [] }) =>
        resourceGroups.map((entry) => resourceGroupEntry(id, entry)),
      ),
  },
  {
    method: "GET",
    path: group,
    action: "Microsoft.Resources/subscriptions/resourceGroups/read",
    answer: ({ names }) =>
      answerFrom(world.findGroup(names), (found) =>
        jsonAnswer(resourceGroupEntry(names.subscription, found)),
      ),
  },
];

const accountRoutes = (world: ManagedWorld): ManagementRoute[] => [
  {
    method: "GET",
    path: `${one}/${provider}/accounts`,
    action: "Microsoft.CognitiveServices/accounts/read",
    answer: ({ names }) =>
      answerFrom(world.findSubscription(names), (found) => world.accountsIn(found).map(accountEntry)),
  },
  {
    method: "GET",
    path: `${group}/${provider}/accounts`,
    action: "Microsoft.CognitiveServices/accounts/read",
    answer: ({ names }) =>
      answerFrom(world.findGroup(names), (found) =>
        world.accounts.filter((place) => place.group === found).map(accountEntry),
      ),
  },
  {
    method: "GET",
    path: accountTemplate,
    action: "Microsoft.CognitiveServices/accounts/read",
    answer: ({ names }) => answerFrom(world.findAccount(names), (found) => jsonAnswer(accountEntry(found))),
  },
];
