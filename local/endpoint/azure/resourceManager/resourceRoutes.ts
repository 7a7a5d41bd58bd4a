import { jsonAnswer } from "../../server/answer";
import { accountEntry, deletedAccountEntry, resourceGroupEntry, subscriptionEntry } from "./managedResources";
import type { ManagedWorld } from "./managedWorld";
import { accountTemplate, locationTemplate, type ManagementRoute, provider } from "./managementRoute";
import { refuseMissingResource } from "./refusals";

const one = "/subscriptions/{subscription}";
const group = `${one}/resourceGroups/{group}`;

/** Subscriptions, resource groups and accounts: the lists, and one of each. */
export const resourceRoutes = (world: ManagedWorld): ManagementRoute[] => {
  const { tenantId } = world.authority;
  return [...subscriptionRoutes(world, tenantId), ...accountRoutes(world), ...deletedAccountRoutes(world)];
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
    answer: ({ names }) => {
      const subscription = world.findSubscription(names);
      if ("refusal" in subscription) return subscription.refusal;
      return jsonAnswer(subscriptionEntry(subscription.found, tenantId));
    },
  },
  {
    method: "GET",
    path: `${one}/resourcegroups`,
    action: "Microsoft.Resources/subscriptions/resourceGroups/read",
    answer: ({ names }) => {
      const subscription = world.findSubscription(names);
      if ("refusal" in subscription) return subscription.refusal;
      const { id, resourceGroups = [] } = subscription.found;
      return resourceGroups.map((entry) => resourceGroupEntry(id, entry));
    },
  },
  {
    method: "GET",
    path: group,
    action: "Microsoft.Resources/subscriptions/resourceGroups/read",
    answer: ({ names }) => {
      const found = world.findGroup(names);
      if ("refusal" in found) return found.refusal;
      return jsonAnswer(resourceGroupEntry(names.subscription, found.found));
    },
  },
];

const accountRoutes = (world: ManagedWorld): ManagementRoute[] => [
  {
    method: "GET",
    path: `${one}/${provider}/accounts`,
    action: "Microsoft.CognitiveServices/accounts/read",
    answer: ({ names }) => {
      const subscription = world.findSubscription(names);
      if ("refusal" in subscription) return subscription.refusal;
      return world.accountsIn(subscription.found).map(accountEntry);
    },
  },
  {
    method: "GET",
    path: `${group}/${provider}/accounts`,
    action: "Microsoft.CognitiveServices/accounts/read",
    answer: ({ names }) => {
      const found = world.findGroup(names);
      if ("refusal" in found) return found.refusal;
      return world.accounts.filter((place) => place.group === found.found).map(accountEntry);
    },
  },
  {
    method: "GET",
    path: accountTemplate,
    action: "Microsoft.CognitiveServices/accounts/read",
    answer: ({ names }) => {
      const account = world.findAccount(names);
      return "refusal" in account ? account.refusal : jsonAnswer(accountEntry(account.found));
    },
  },
];

/** An account that was deleted is kept for two days; reads of it find nothing. */
const deletedAccountRoutes = (world: ManagedWorld): ManagementRoute[] => {
  const deletedIn = (names: Parameters<ManagedWorld["findSubscription"]>[0]) => {
    const subscription = world.findSubscription(names);
    if ("refusal" in subscription) return subscription;
    const { id, resourceGroups = [] } = subscription.found;
    return {
      found: resourceGroups.flatMap((entry) =>
        (entry.accounts ?? [])
          .filter(({ isDeleted }) => isDeleted === true)
          .map((account) => deletedAccountEntry(id, entry, account)),
      ),
    };
  };
  return [
    {
      method: "GET",
      path: `${one}/${provider}/deletedAccounts`,
      action: "Microsoft.CognitiveServices/deletedAccounts/read",
      answer: ({ names }) => {
        const deleted = deletedIn(names);
        return "refusal" in deleted ? deleted.refusal : deleted.found;
      },
    },
    {
      method: "GET",
      path: `${locationTemplate}/resourceGroups/{group}/deletedAccounts/{account}`,
      action: "Microsoft.CognitiveServices/locations/resourceGroups/deletedAccounts/read",
      answer: ({ names }) => {
        const deleted = deletedIn(names);
        if ("refusal" in deleted) return deleted.refusal;
        const found = deleted.found.find(({ name }) => name.toLowerCase() === names.account.toLowerCase());
        if (found !== undefined) return jsonAnswer(found);
        return refuseMissingResource(
          "Microsoft.CognitiveServices/deletedAccounts",
          names.account,
          names.group,
        );
      },
    },
  ];
};
