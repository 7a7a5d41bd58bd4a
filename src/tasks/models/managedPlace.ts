import type { ManagementClient } from "../../client/createManagementClient";
import { path } from "../../client/endpoint/path";
import { AzureOpenAIError } from "../../client/errors/errors";
import { numberIn, readable, textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { accountsVersion } from "../deployments/accounts";
import { explained } from "../deployments/explainRefusal";
import { type AccountPlace, findAccount } from "../deployments/findAccount";
import { providerPath, scopePath } from "../deployments/managedPaths";

/** A subscription in Resource Manager, and the account that led to it. */
export interface ManagedScope {
  /** Path of the provider in the subscription. */
  provider: string;
  /** Path of the account; undefined where the subscription was named and no account is asked for. */
  account: string | undefined;
}

/** A region as Azure writes it in paths: "Sweden Central" is swedencentral. */
export const plainRegion = (region: string): string => region.toLowerCase().replaceAll(/[\s_-]/g, "");

/** The subscription of an account, by its path. */
export const scopeOf = (account: string): ManagedScope => ({
  provider: providerPath(account.split("/").slice(0, 3).join("/")),
  account,
});

/**
 * The subscription that is named, or that the account is in.
 * @param needsAccount - true where a subscription alone does not say enough
 * @throws AzureOpenAIError when there is no such account.
 */
export const managedScope = async (
  manager: ManagementClient,
  place: AccountPlace,
  needsAccount: boolean,
): Promise<ManagedScope> => {
  if (place.subscriptionId && !needsAccount) {
    return { provider: providerPath(scopePath(place.subscriptionId)), account: undefined };
  }
  return scopeOf(await findAccount(manager, place));
};

/** A limit that an account tells of itself, such as MaxFineTuneCount; null where it has no number. */
export interface AccountLimit {
  name: string;
  limit: number | null;
}

const readLimit = ({ name, value }: Readonly<Record<string, unknown>>): AccountLimit | undefined => {
  const known = textIn(name);
  return known !== undefined && /^max/i.test(known)
    ? { name: known, limit: numberIn(value) ?? null }
    : undefined;
};

/**
 * The region of an account, and the limits that it tells.
 * @throws AzureOpenAIError when it does not say its region.
 */
export const readAccount = async (
  manager: ManagementClient,
  account: string,
): Promise<{ region: string; limits: AccountLimit[] }> => {
  const { location, properties } = fieldsOf(
    (await manager.call("GET", `${account}?${accountsVersion}`)).value,
  );
  const region = textIn(location);
  if (region !== undefined)
    return {
      region: plainRegion(region),
      limits: readable(fieldsOf(properties)["capabilities"], readLimit),
    };
  throw new AzureOpenAIError(
    {
      what: `${manager.action}: Azure Resource Manager does not tell the region of the account.`,
      mend: "Enter it under Region.",
    },
    { kind: "unexpectedResponse", attempts: 1 },
  );
};

/**
 * The region of an account.
 * @throws AzureOpenAIError when it does not say.
 */
export const regionOf = async (manager: ManagementClient, account: string): Promise<string> =>
  (await readAccount(manager, account)).region;

/** Has a refusal say which part of the account's address is wrong or refused, where an account is known. */
export const explainedIn = <Result>(
  manager: ManagementClient,
  { account }: ManagedScope,
  work: () => Promise<Result>,
): Promise<Result> => (account === undefined ? work() : explained(manager, account, work));

/** Path of a region in a subscription. */
export const locationPath = ({ provider }: ManagedScope, region: string): string =>
  provider + path`/locations/${region}`;
