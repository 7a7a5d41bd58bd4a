import { type Answer, jsonAnswer } from "../../server/answer";
import { controlPlaneError } from "../../server/errorShapes";
import {
  accountEntry,
  accountId,
  deploymentEntry,
  type ManagedSubscription,
  resourceGroupEntry,
  subscriptionEntry,
} from "./managedResources";

/** A list that a path asks for, the action that it needs a role for, and its items or why there are none. */
export interface ResourceList {
  action: string;
  scope: string;
  read(): unknown[] | Answer;
}

const accountsPath = "providers/microsoft.cognitiveservices/accounts";
const accountsAction = "Microsoft.CognitiveServices/accounts/read";

const isSame = (one: string) => (other: { name: string }) => one.toLowerCase() === other.name.toLowerCase();

/** Finds the list at a path, whose letters may be large or small; undefined for any other path. */
export const findList = (
  path: string,
  subscriptions: readonly ManagedSubscription[],
  tenantId: string,
): ResourceList | undefined => {
  const parts = path.split("/").slice(1).map(decodeURIComponent);
  const [first, id = "", ...rest] = parts;
  if (first?.toLowerCase() !== "subscriptions") return undefined;
  const scope = `/subscriptions/${id}`;
  const below = rest.join("/").toLowerCase();
  if (parts.length === 1) {
    return {
      action: "Microsoft.Resources/subscriptions/read",
      scope: "/subscriptions",
      read: () => subscriptions.map((subscription) => subscriptionEntry(subscription, tenantId)),
    };
  }
  const subscription = subscriptions.find((candidate) => candidate.id.toLowerCase() === id.toLowerCase());
  const groups = subscription?.resourceGroups ?? [];
  const inSubscription = (read: () => unknown[] | Answer) => () =>
    subscription === undefined ? missing("SubscriptionNotFound", `The subscription '${id}'`) : read();
  if (below === "resourcegroups") {
    const action = "Microsoft.Resources/subscriptions/resourceGroups/read";
    return {
      action,
      scope,
      read: inSubscription(() => groups.map((group) => resourceGroupEntry(id, group))),
    };
  }
  const accountsOf = (some: typeof groups) =>
    some.flatMap((group) => (group.accounts ?? []).map((account) => accountEntry(id, group, account)));
  if (below === accountsPath) {
    return { action: accountsAction, scope, read: inSubscription(() => accountsOf(groups)) };
  }
  const [, groupName = "", , , , accountName = ""] = rest;
  const group = groups.find(isSame(groupName));
  const groupScope = `${scope}/resourceGroups/${groupName}`;
  const inGroup = (read: (found: NonNullable<typeof group>) => unknown[] | Answer) =>
    inSubscription(() =>
      group === undefined ? missing("ResourceGroupNotFound", `Resource group '${groupName}'`) : read(group),
    );
  const prefix = `resourcegroups/${groupName.toLowerCase()}/${accountsPath}`;
  if (below === prefix) {
    return { action: accountsAction, scope: groupScope, read: inGroup((found) => accountsOf([found])) };
  }
  if (below !== `${prefix}/${accountName.toLowerCase()}/deployments`) return undefined;
  return {
    action: "Microsoft.CognitiveServices/accounts/deployments/read",
    scope: accountId(id, groupName, accountName),
    read: inGroup((found) => {
      const account = (found.accounts ?? []).find(isSame(accountName));
      if (account === undefined) return missing("ResourceNotFound", `The account '${accountName}'`);
      const parent = accountId(id, found.name, account.name);
      return (account.deployments ?? []).map((deployment) => deploymentEntry(parent, deployment));
    }),
  };
};

const missing = (code: string, what: string): Answer =>
  jsonAnswer(controlPlaneError(code, `${what} could not be found.`), 404);
