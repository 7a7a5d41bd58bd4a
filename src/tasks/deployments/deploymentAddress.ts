import { path } from "../../client/endpoint/path";

/** Where a deployment is. */
export interface DeploymentAddress {
  /** Path of its account in Azure Resource Manager, as `findAccount` gives it. */
  account: string;
  deploymentName: string;
  /** An api-version for every call; undefined for the one that has what is asked. */
  apiVersion?: string | undefined;
}

/** The stable version that every cloud has (the service's documentation uses it). */
export const usualVersion = "2024-10-01";

/** The version that knows pausing, service tiers and routing (Microsoft.CognitiveServices 2026-07-01). */
export const newestVersion = "2026-07-01";

/** A path with its api-version. */
export const versioned = (pathname: string, version: string): string =>
  `${pathname}?api-version=${encodeURIComponent(version)}`;

/** Path and query of a deployment, or of an operation on it; `version` counts where the address has none. */
export const deploymentUrl = (
  { account, deploymentName, apiVersion }: DeploymentAddress,
  version = usualVersion,
  operation = "",
): string =>
  versioned(`${account}${path`/deployments/${deploymentName}`}${operation}`, apiVersion ?? version);
