import type { Element } from "@prismatic-io/spectral";
import type { Client } from "../../client/createClient";
import { canManage, createManagementClient } from "../../client/createManagementClient";
import { createProjectClient } from "../../client/createProjectClient";
import type { ClientOptions } from "../../client/createStep";
import { connectionKind } from "../../client/endpoint/connectionKind";
import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import { workOf } from "../../client/endpoint/operations";
import type { AccountPlace } from "../../tasks/deployments/findAccount";
import { labelOf, sorted } from "../elements";
import { formTime, type PickerRun } from "../picker";
import { listAccountDeployments } from "./accountDeployments";
import { catalogueChoices } from "./catalogueChoices";
import { type Ability, type Deployment, isFor, isReady, toElement } from "./deployment";
import { listProjectDeployments } from "./projectDeployments";

/** Time kept for the catalogue when the lists of deployments are slow. */
const catalogueTimeMs = formTime.timeout;

const entraConnections = new Set(["entraServicePrincipal", "entraUser", "entraToken"]);

/** A list of deployments. */
interface DeploymentList {
  mostTimeMs: number;
  read(options: ClientOptions): Promise<Deployment[]>;
}

const listsFor = (
  { context, options: { connection } }: PickerRun,
  place: AccountPlace,
  { project }: ModelsEndpoint,
): DeploymentList[] => {
  const lists: DeploymentList[] = [];
  if (project && entraConnections.has(connectionKind(connection.key))) {
    lists.push({
      mostTimeMs: formTime.timeout,
      read: async (options) => listProjectDeployments(createProjectClient(context, options, project)),
    });
  }
  if (canManage(connection)) {
    lists.push({
      mostTimeMs: formTime.totalTimeout,
      read: async (options) => listAccountDeployments(createManagementClient(context, options), place),
    });
  }
  return lists;
};

/** The deployments of the first list that can be read; undefined when none can. */
const readDeployments = async (
  run: PickerRun,
  place: AccountPlace,
  client: Client,
): Promise<Deployment[] | undefined> => {
  const { context, options } = run;
  for (const { mostTimeMs, read } of listsFor(run, place, client.endpoint)) {
    const totalTimeout = Math.min(mostTimeMs, client.remainingMs() - catalogueTimeMs);
    try {
      return await read({ ...options, requestOptions: { ...formTime, totalTimeout } });
    } catch (error) {
      context.logger.warn(
        `${options.action} goes on without the list of deployments: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  return undefined;
};

/** The deployment of a pasted target URI, unless the URI is for another kind of call. */
const namedChoice = ({ deployment, operation }: ModelsEndpoint, ability: Ability): Element[] => {
  if (!deployment) return [];
  const ofPath = operation === undefined ? undefined : workOf(operation);
  const isForAll =
    ability === "any" || (ability === "audio" && (ofPath === "speech" || ofPath === "transcription"));
  return isForAll || ofPath === undefined || ofPath === ability
    ? [{ key: deployment, label: labelOf(deployment, ["named by the connection's endpoint"]) }]
    : [];
};

/**
 * The choices of a picker. The named deployment is added only where the list does not have it, whatever its ability.
 */
const choicesOf = (deployments: readonly Deployment[], ability: Ability, named: Element[]): Element[] => [
  ...named.filter(({ key }) => deployments.every(({ name }) => name !== key)),
  ...sorted(
    deployments.filter((deployment) => isReady(deployment) && isFor(ability, deployment)).map(toElement),
  ),
];

/**
 * The deployments that a step can call with the connection: from the Foundry project, else from Azure Resource
 * Manager, else the models of the service's catalogue.
 * @throws ConnectionError or AzureOpenAIError when the catalogue is needed and can't be read.
 */
export const deploymentChoices = async (
  run: PickerRun,
  ability: Ability,
  place: AccountPlace,
): Promise<Element[]> => {
  const client = run.service();
  const named = namedChoice(client.endpoint, ability);
  const deployments = await readDeployments(run, place, client);
  if (deployments) return choicesOf(deployments, ability, named);
  const models = await catalogueChoices(client, ability);
  if (!models && named.length === 0) {
    run.context.logger.warn(
      `${run.options.action}: the service offers no list. Type the name of the deployment or model.`,
    );
  }
  const others = (models ?? []).filter(({ key }) => key !== named[0]?.key);
  return [...named, ...sorted(others)];
};
