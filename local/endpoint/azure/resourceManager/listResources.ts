import { type Answer, jsonAnswer } from "../../server/answer";
import { controlPlaneError } from "../../server/errorShapes";
import {
  accountEntry,
  accountId,
  deploymentEntry,
  type ManagedResourceGroup,
  type ManagedSubscription,
  resourceGroupEntry,
  subscriptionEntry,
} from "./managedResources";

/** A list that a path asks for, the action that it needs a role for, and its items or why there are none. */
interface ResourceList {
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
  const [first, id, ...rest] = path.split("/").slice(1).map(decodeURIComponent);
  if (first?.toLowerCase() !== "subscriptions") return undefined;
  if (id === undefined) {
    return {
      action: "Microsoft.Resources/subscriptions/read",
      scope: "/subscriptions",
      read: () => subscriptions.map((subscription) => subscriptionEntry(subscription, tenantId)),
    };
  }
  const subscription = subscriptions.find((candidate) => candidate.id.toLowerCase() === id.toLowerCase());
  const list = listOfSubscription(id, subscription?.resourceGroups ?? [], rest);
  if (list === undefined || subscription !== undefined) return list;
  return { ...list, read: () => missing("SubscriptionNotFound", `The subscription '${id}'`) };
};

const listOfSubscription = (
  id: string,
  groups: readonly ManagedResourceGroup[],
  path: readonly string[],
): ResourceList | undefined => {
  const scope = `/subscriptions/${id}`;
  const below = path.join("/").toLowerCase();
  if (below === "resourcegroups") {
    return {
      action: "Microsoft.Resources/subscriptions/resourceGroups/read",
      scope,
      read: () => groups.map((group) => resourceGroupEntry(id, group)),
    };
  }
  if (below === accountsPath) {
    return { action: accountsAction, scope, read: () => groups.flatMap((group) => accountsOf(id, group)) };
  }
  const [, groupName = "", ...rest] = path;
  const group = groups.find(isSame(groupName));
  // Of a group that is not there, too: what a caller may not read is refused before it is missed.
  const list = below.startsWith("resourcegroups/")
    ? listOfGroup(id, group ?? { name: groupName }, rest)
    : undefined;
  if (list === undefined || group !== undefined) return list;
  return { ...list, read: () => missing("ResourceGroupNotFound", `Resource group '${groupName}'`) };
};

const listOfGroup = (
  id: string,
  group: ManagedResourceGroup,
  path: readonly string[],
): ResourceList | undefined => {
  const below = path.join("/").toLowerCase();
  if (below === accountsPath) {
    const scope = `/subscriptions/${id}/resourceGroups/${group.name}`;
    return { action: accountsAction, scope, read: () => accountsOf(id, group) };
  }
  const accountName = path[3] ?? "";
  if (below !== `${accountsPath}/${accountName.toLowerCase()}/deployments`) return undefined;
  return {
    action: "Microsoft.CognitiveServices/accounts/deployments/read",
    scope: accountId(id, group.name, accountName),
    read: () => {
      const account = (group.accounts ?? []).find(isSame(accountName));
      if (account === undefined) return missing("ResourceNotFound", `The account '${accountName}'`);
      const parent = accountId(id, group.name, account.name);
      return (account.deployments ?? []).map((deployment) => deploymentEntry(parent, deployment));
    },
  };
};

const accountsOf = (id: string, group: ManagedResourceGroup) =>
  (group.accounts ?? []).map((account) => accountEntry(id, group, account));

const missing = (code: string, what: string): Answer =>
  jsonAnswer(controlPlaneError(code, `${what} could not be found.`), 404);
