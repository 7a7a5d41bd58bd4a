import { isSaid, type Phrase } from "../answer/phrase";
import {
  busyCodes,
  quotaCodes,
  quotaWords,
  tenantCodes,
  unseenSubscriptionCodes,
  unseenSubscriptionWords,
  versionCodes,
} from "./managementCodes";
import { mendQuota } from "./quotaNumbers";

/** What Azure Resource Manager, or an operation of its, says of a failure. */
interface ManagementProblem {
  code?: string | undefined;
  message: string;
}

/** A refusal whose code or words tell what is really wrong. */
interface ManagementRefusal {
  codes: readonly string[];
  /** Looked for in the sentence: where no code is known if this has none, beside the code if it has one. */
  words?: Phrase;
  mend(message: string): string;
}

const version = /\d{4}-\d{2}-\d{2}(?:-preview)?(?![\w-])/g;
const mostVersions = 5;
const versionField = "Resource Manager API Version";

/** The newest versions behind "supported" that are no previews, where the sentence lists any. */
const mendVersion = (message: string): string => {
  const listed = message.slice(message.search(/\bsupported\b/i) + 1).match(version) ?? [];
  const stable = [...new Set(listed)].filter((name) => !name.endsWith("preview")).sort();
  return stable.length > 0
    ? `Enter one of ${stable.slice(-mostVersions).reverse().join(", ")} under ${versionField}.`
    : `Enter another version under ${versionField}: a cloud may have it later than the public one.`;
};

const deniedAction = /\baction '([^']{1,200})' over scope '([^']{1,600})'/;

/** Roles that have the action (Azure's built-in roles). */
const roleFor = (action: string): string =>
  /\/read$/i.test(action) ? "Reader" : "Cognitive Services Contributor or Foundry Owner";

const mendRole = (message: string): string => {
  const [, action = "", scope = "that scope"] = deniedAction.exec(message) ?? [];
  return `Give the identity the role ${roleFor(action)} on ${scope}, unless nothing has this address: Azure answers both alike. A new role takes up to 5 minutes to work.`;
};

const mendCapacity = (message: string): string => {
  const most = /\bno more than (\d{1,9})/i.exec(message)?.[1];
  return most === undefined
    ? "Enter another Capacity: List Models tells which ones the SKU takes."
    : `Enter a Capacity from 1 to ${most}.`;
};

/** The refusals that are known, the ones of narrower words first (the service's sentences, as users report them). */
const managementRefusals: readonly ManagementRefusal[] = [
  {
    codes: quotaCodes,
    mend: mendQuota,
  },
  {
    codes: [],
    words: quotaWords,
    mend: mendQuota,
  },
  { codes: ["InvalidCapacity"], mend: mendCapacity },
  {
    codes: ["CannotChangeDeploymentModel"],
    mend: () => "Delete the deployment, or enter another Deployment Name: a deployment keeps its model.",
  },
  {
    codes: ["ServiceModelDeprecated", "ServiceModelDeprecating", "ModelDeprecated"],
    mend: () =>
      "The version takes no new deployments, since it is retired or about to be: enter a living one under Model Version.",
  },
  {
    codes: ["DeploymentModelNotSupported"],
    mend: () =>
      "Enter a version that the region has for this model under Model Version, and check Model Name and Model Format.",
  },
  {
    codes: ["InvalidResourceProperties", "InvalidResourceSku", "SkuNotSupported"],
    words: /\b(?:sku|scale type)\b.{0,120}\bnot supported\b/i,
    mend: () => "Choose another SKU: this version of the model has not that one in the region.",
  },
  {
    codes: ["SpecialFeatureOrQuotaIdRequired"],
    words: /\bnot have access to this model\b/i,
    mend: () =>
      "The model is given to approved subscriptions alone, or takes no new deployments any more: ask for access with Microsoft's form, or choose another model or version.",
  },
  {
    codes: ["SpecialFeatureOrQuotaIdRequired"],
    mend: () =>
      "The subscription's offer, such as a free trial or one for students, does not allow this resource: use a subscription that is paid by use.",
  },
  {
    codes: ["715-123420"],
    mend: () =>
      "Azure tells no reason. It is known for a quota that does not suffice, for a subscription that is not eligible, and for an onboarding or a check against fraud that is not over: look at the quota, try again in some days, or ask Microsoft's support.",
  },
  {
    codes: ["FlagMustBeSetForRestore"],
    mend: () =>
      "A resource of this name was deleted and can be restored: restore or purge it in the Azure portal under Manage deleted resources.",
  },
  {
    codes: busyCodes,
    mend: () => "An account does one thing at a time: run the step again when the other operation has ended.",
  },
  {
    codes: [],
    words: /\bonly one deployment\b|\bdeployment\b.{0,120}\bsame (?:model|name) and version\b/i,
    mend: () =>
      "The model and version have a deployment already: call that one, update it by its name, or delete it first.",
  },
  {
    codes: [],
    words: [/\b(?:maximum|limit|most|too many)\b/i, /\bdeployments\b/i],
    mend: () =>
      "A resource has 32 standard and 10 fine-tuned deployments at most: delete one that nobody needs, or use another resource.",
  },
  {
    codes: [],
    words: /\bunable to be deployed\b/i,
    mend: () =>
      "The fine-tuned model did not pass the service's safety check: correct the training rows and train anew, or deploy an earlier checkpoint.",
  },
  {
    codes: [],
    words: /\bMSI\b.{0,80}\bdeployment\/write\b/i,
    mend: () =>
      "Give the managed identity of the project or workspace, not the caller, the role Cognitive Services Contributor on the resource.",
  },
  {
    codes: ["LinkedAuthorizationFailed"],
    words: /\btenant\b.{0,120}\bnot authorized to access linked subscription\b/i,
    mend: () =>
      "The fine-tuned model is in a subscription of another tenant, from which none is taken: train it in this tenant, or check Source Account.",
  },
  { codes: ["AuthorizationFailed", "LinkedAuthorizationFailed"], mend: mendRole },
  {
    codes: tenantCodes,
    mend: () =>
      "The subscription belongs to another tenant than the token: enter the subscription's tenant under Tenant ID, with an app registration of that tenant.",
  },
  {
    codes: unseenSubscriptionCodes,
    mend: () =>
      "Check Subscription ID, and that Tenant ID is the tenant which the subscription belongs to: nothing of another one is seen.",
  },
  { codes: [], words: unseenSubscriptionWords, mend: () => "Check Subscription ID and Tenant ID." },
  { codes: ["ResourceGroupNotFound"], mend: () => "Check Resource Group and Subscription ID." },
  {
    codes: ["ParentResourceNotFound"],
    mend: () => "It is the account that is not there: check Account Name and Resource Group.",
  },
  {
    codes: versionCodes,
    mend: mendVersion,
  },
  {
    codes: [],
    words: /\bscale settings\b.{0,80}\bdeprecated\b|\bcapacity should be null\b/i,
    mend: mendVersion,
  },
  {
    codes: ["MissingSubscriptionRegistration"],
    mend: () => "Register the resource provider Microsoft.CognitiveServices in the subscription.",
  },
  {
    codes: ["ScopeLocked", "CannotDeleteResource"],
    mend: () => "Remove the lock, or first what stands below it.",
  },
  {
    codes: ["RequestDisallowedByPolicy"],
    mend: () =>
      "A policy of Azure forbids it: ask whoever keeps the policies of the subscription, or choose what they allow.",
  },
];

/**
 * What to do about what Azure Resource Manager says; undefined for what is not known. A code decides over words, among
 * which stand names that somebody chose.
 */
export const managementMend = ({ code = "", message }: ManagementProblem): string | undefined => {
  const said = managementRefusals.filter(({ words }) => words === undefined || isSaid(message, words));
  const known =
    said.find(({ codes }) => codes.includes(code)) ?? said.find(({ codes }) => codes.length === 0);
  return known?.mend(message);
};
