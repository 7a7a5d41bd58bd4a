import type { ManagementClient } from "../../client/createManagementClient";
import { AzureOpenAIError, isOwnError } from "../../client/errors/errors";
import { type DeploymentOutput, type ManagedDeployment, showDeployment } from "../../output/deployment";
import { readable, textIn } from "../../text/answerFields";
import { fieldsOf, isObject } from "../../text/isObject";
import { didYouMean, listedNames, shownName } from "../../text/nearestNames";
import { type DeploymentAddress, usualVersion, versioned } from "./deploymentAddress";
import { explained } from "./explainRefusal";
import {
  baseModelOf,
  isFineTuned,
  isSameName,
  type ModelVersion,
  readCatalogue,
  retirementWarning,
} from "./modelCatalogue";
import { readDeployment } from "./readDeployment";

const modelOf = ({ properties }: ManagedDeployment): { name: string; version: string | undefined } => {
  const { name, version } = fieldsOf(fieldsOf(properties)["model"]);
  return { name: textIn(name) ?? "", version: textIn(version) };
};

/** What to say of a deployment whose model is about to be retired. */
const warningFor = (
  catalogue: readonly ModelVersion[],
  deployment: ManagedDeployment,
): string | undefined => {
  const { name, version } = modelOf(deployment);
  const own = catalogue.find((entry) => isSameName(entry.name, name) && isSameName(entry.version, version));
  const staysPut = fieldsOf(deployment.properties)["versionUpgradeOption"] === "NoAutoUpgrade";
  return own && !isFineTuned(name)
    ? retirementWarning(own, !staysPut)
    : retirementWarning(baseModelOf(catalogue, name), false);
};

const shown = async (
  client: ManagementClient,
  account: string,
  deployments: readonly ManagedDeployment[],
): Promise<DeploymentOutput[]> => {
  // Where nothing is deployed, nothing retires.
  const catalogue = deployments.length > 0 ? await readCatalogue(client, account) : undefined;
  return deployments.map((deployment) =>
    showDeployment(deployment, catalogue && warningFor(catalogue, deployment)),
  );
};

/**
 * The deployments of an account, with a warning where a model is retired within 60 days.
 * @throws AzureOpenAIError or ConnectionError.
 */
export const findDeployments = (
  client: ManagementClient,
  { account, apiVersion = usualVersion }: Omit<DeploymentAddress, "deploymentName">,
): Promise<DeploymentOutput[]> =>
  explained(client, account, async () => {
    const entries = await client.list(versioned(`${account}/deployments`, apiVersion));
    return shown(client, account, entries.filter(isObject));
  });

/** The names that the account has in place of the one that was asked for, as far as they may be seen. */
const otherNames = async (client: ManagementClient, { account, deploymentName }: DeploymentAddress) => {
  try {
    const entries = await client.list(versioned(`${account}/deployments`, usualVersion));
    const names = readable(entries, ({ name }) => textIn(name));
    if (names.length === 0) return "The account has no deployments.";
    return `The account has ${listedNames(names)}.${didYouMean(deploymentName, names)}`;
  } catch (error) {
    if (isOwnError(error)) return undefined;
    throw error;
  }
};

/**
 * The error of a deployment that is not there.
 * @param account - whose other deployments it names
 */
export const missingDeployment = async (
  client: ManagementClient,
  address: DeploymentAddress,
): Promise<AzureOpenAIError> =>
  new AzureOpenAIError(
    {
      what: `${client.action} found no deployment named ${shownName(address.deploymentName)}.`,
      mend: "Check Deployment Name, and the account.",
      note: await otherNames(client, address),
    },
    { kind: "notFound", status: 404, attempts: 1 },
  );

/**
 * A deployment, with a warning where its model is retired within 60 days.
 * @throws AzureOpenAIError when there is none of this name, and the client's errors.
 */
export const findDeployment = (
  client: ManagementClient,
  address: DeploymentAddress,
): Promise<DeploymentOutput> =>
  explained(client, address.account, async () => {
    const deployment = await readDeployment(client, address);
    if (!deployment) throw await missingDeployment(client, address);
    const [output] = await shown(client, address.account, [deployment]);
    return output ?? showDeployment(deployment);
  });
