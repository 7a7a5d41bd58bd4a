import type { AzureModel } from "../../catalogue/azureModels";
import { DeploymentStore, type TrainedModel } from "../../catalogue/deploymentStore";
import type { Answer } from "../../server/answer";
import type { Clock } from "../../server/clock";
import type { EntraAuthority } from "../entra/entraAuthority";
import {
  type AccountPlace,
  accountId,
  defaultLocation,
  type ManagedResourceGroup,
  type ManagedSubscription,
} from "./managedResources";
import type { PathNames } from "./managementRoute";
import { refuse, refuseMissingResource } from "./refusals";
import { refuseTenant } from "./tokens";

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** What was looked for, or how its absence is refused. */
type Looked<Found> = { found: Found } | { refusal: Answer };

/** Answers from what was found, or with the refusal. */
export const answerFrom = <Found, Given>(
  looked: Looked<Found>,
  answer: (found: Found) => Given,
): Given | Answer => ("refusal" in looked ? looked.refusal : answer(looked.found));

/** Every resource that is managed, found by its path; what is not there is refused rung by rung. */
export class ManagedWorld {
  /** Every account but the deleted ones. */
  readonly accounts: readonly AccountPlace[];

  constructor(
    readonly subscriptions: readonly ManagedSubscription[],
    readonly authority: EntraAuthority,
    clock: Clock,
  ) {
    this.accounts = subscriptions.flatMap((subscription) =>
      (subscription.resourceGroups ?? []).flatMap((group) =>
        (group.accounts ?? [])
          .filter(({ isDeleted }) => isDeleted !== true)
          .map((account) => ({
            ...{ subscription, group, account },
            id: accountId(subscription.id, group.name, account.name),
            location: account.location ?? group.location ?? defaultLocation,
            store: account.store ?? new DeploymentStore({ deployments: account.deployments ?? [], clock }),
          })),
      ),
    );
  }

  /** A model as a region has it: with the day that was set for it in one of the accounts. */
  withRetirement(model: AzureModel): AzureModel {
    return (
      this.accounts.map(({ store }) => store.retirements.applyTo(model)).find((dated) => dated !== model) ??
      model
    );
  }

  findSubscription({ subscription: id }: PathNames): Looked<ManagedSubscription> {
    const found = this.subscriptions.find((candidate) => isSame(candidate.id, id));
    if (found === undefined) {
      return { refusal: refuse(404, "SubscriptionNotFound", `The subscription '${id}' could not be found.`) };
    }
    const refusal = refuseTenant(this.authority, found.tenantId);
    return refusal === undefined ? { found } : { refusal };
  }

  findGroup(names: PathNames): Looked<ManagedResourceGroup> {
    const subscription = this.findSubscription(names);
    if ("refusal" in subscription) return subscription;
    const group = subscription.found.resourceGroups?.find(({ name }) => isSame(name, names.group));
    if (group !== undefined) return { found: group };
    const message = `Resource group '${names.group}' could not be found.`;
    return { refusal: refuse(404, "ResourceGroupNotFound", message) };
  }

  findAccount(names: PathNames): Looked<AccountPlace> {
    const group = this.findGroup(names);
    if ("refusal" in group) return group;
    const found = this.accounts.find(
      (place) => place.group === group.found && isSame(place.account.name, names.account),
    );
    if (found !== undefined) return { found };
    const type = "Microsoft.CognitiveServices/accounts";
    return { refusal: refuseMissingResource(type, names.account, names.group) };
  }

  /** The account of something below it, which is missed as the parent of what was asked for. */
  findParent(names: PathNames): Looked<AccountPlace> {
    const account = this.findAccount(names);
    if ("found" in account || "refusal" in this.findGroup(names)) return account;
    const message = `Can not perform requested operation on nested resource. Parent resource '${names.account}' not found.`;
    return { refusal: refuse(404, "ParentResourceNotFound", message) };
  }

  /** A model that was trained in any account. */
  findTrained(name: string): TrainedModel | undefined {
    for (const { store } of this.accounts) {
      const trained = store.findTrained(name);
      if (trained !== undefined) return trained;
    }
    return undefined;
  }

  /** The accounts of a subscription, in one region or in all. */
  accountsIn(subscription: ManagedSubscription, location?: string): AccountPlace[] {
    return this.accounts.filter(
      (place) =>
        place.subscription === subscription && (location === undefined || isSame(location, place.location)),
    );
  }
}
