import type { ManagementClient } from "../../client/createManagementClient";
import { path } from "../../client/endpoint/path";
import { isOwnError } from "../../client/errors/errors";
import type { ManagedDeployment } from "../../output/deployment";
import { textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { isSameName } from "../../text/isSameName";
import { shownName } from "../../text/nearestNames";
import { usualVersion, versioned } from "./deploymentAddress";
import type { DeploymentBody } from "./deploymentBody";

/** Names that every portal takes (the service's documentation); the service itself takes more. */
const usualName = /^[A-Za-z0-9-]{1,64}$/;

/** What to say of a new deployment's name. */
export const nameWarning = (deploymentName: string, modelName: string): string | undefined => {
  if (isSameName(deploymentName, modelName))
    return "The deployment is named like its model, which the portal refuses and which is easily mistaken.";
  return usualName.test(deploymentName)
    ? undefined
    : "The deployment's name has more than 64 characters or others than letters, digits and hyphens, which the portal refuses.";
};

/** What a deployment of a fine-tuned model costs while it stands (the service's documentation). */
export const costWarning = (sku: string | undefined): string =>
  /^developer/i.test(sku ?? "")
    ? "A deployment of the SKU DeveloperTier is deleted 24 hours after it was made."
    : "A deployment of a fine-tuned model is billed by the hour, also while nobody calls it; one of the SKU DeveloperTier is not, and lives 24 hours.";

/** Azure takes the name of a policy that is not there, and then answers no call. */
export const policyWarning = async (
  client: ManagementClient,
  account: string,
  policy: string | undefined,
): Promise<string | undefined> => {
  if (policy === undefined) return undefined;
  try {
    await client.call("GET", versioned(`${account}${path`/raiPolicies/${policy}`}`, usualVersion));
    return undefined;
  } catch (error) {
    if (!isOwnError(error)) throw error;
    return error.status === 404
      ? `The account shows no content filter policy named ${shownName(policy)}, and calls of a deployment without its policy fail.`
      : undefined;
  }
};

/** Provisioned units that are given back may be gone. */
export const scaleWarning = (before: DeploymentBody, after: DeploymentBody): string | undefined => {
  const [{ name, capacity: had }, { capacity: wanted }] = [fieldsOf(before["sku"]), fieldsOf(after["sku"])];
  const isProvisioned = /provisioned/i.test(textIn(name) ?? "");
  return isProvisioned && typeof had === "number" && typeof wanted === "number" && wanted < had
    ? "Provisioned units that are given back may not be had again: a quota is no promise of capacity."
    : undefined;
};

/** What the service made of a deployment otherwise than asked. */
export const differenceWarning = (
  asked: DeploymentBody,
  got: ManagedDeployment | undefined,
): string | undefined => {
  const [wanted, made] = [fieldsOf(asked["sku"]), fieldsOf(got?.sku)];
  const differing = (["name", "capacity"] as const).filter(
    (field) =>
      wanted[field] !== undefined &&
      made[field] !== undefined &&
      !isSameName(String(wanted[field]), String(made[field])),
  );
  if (differing.length === 0) return undefined;
  const parts = differing.map(
    (field) =>
      `${field === "name" ? "SKU" : "capacity"} ${String(made[field])} in place of ${String(wanted[field])}`,
  );
  return `Azure made it with ${parts.join(" and ")}.`;
};
