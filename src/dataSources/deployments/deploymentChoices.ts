import type { Element } from "@prismatic-io/spectral";
import { type Client, createClient } from "../../client/createClient";
import { canManage, createManagementClient, createProjectClient } from "../../client/createListClient";
import type { ClientOptions, StepContext } from "../../client/createStep";
import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import { workOf } from "../../client/endpoint/operations";
import type { ConnectionValue } from "../../client/identity/credential";
import { labelOf, sorted } from "../elements";
import { formTime } from "../formTime";
import { listAccountDeployments } from "./accountDeployments";
import { catalogueChoices } from "./catalogueChoices";
import { type Ability, type Deployment, isFor, isReady, toElement } from "./deployment";
import type { AccountPlace } from "./findAccount";
import { listProjectDeployments } from "./projectDeployments";

/** The part of a data source's context that a picker uses. */
interface PickerContext extends StepContext {
  logger: StepContext["logger"] & { warn(...values: unknown[]): void };
}

/** What a picker of deployments is asked for. */
interface DeploymentRequest extends AccountPlace {
  /** The picker's label, for errors and logs. */
  label: string;
  ability: Ability;
  connection: ConnectionValue;
}

/** Time that is left for the catalogue when the lists of deployments take too long. */
const catalogueTimeMs = formTime.timeout;

const entraConnections = new Set(["entraServicePrincipal", "entraUser", "entraToken"]);

/** A place where deployments are listed. */
interface DeploymentList {
  mostTimeMs: number;
  read(options: ClientOptions): Promise<Deployment[]>;
}

const listsFor = (
  context: PickerContext,
  { connection, ...place }: DeploymentRequest,
  { project }: ModelsEndpoint,
): DeploymentList[] => {
  const lists: DeploymentList[] = [];
  if (project && entraConnections.has(connection.key)) {
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

/** The deployments of the first list that can be read; undefined when there is none. */
const readDeployments = async (
  context: PickerContext,
  request: DeploymentRequest,
  client: Client,
): Promise<Deployment[] | undefined> => {
  const { label: action, connection } = request;
  for (const { mostTimeMs, read } of listsFor(context, request, client.endpoint)) {
    const totalTimeout = Math.min(mostTimeMs, client.remainingMs() - catalogueTimeMs);
    try {
      return await read({ action, connection, requestOptions: { ...formTime, totalTimeout } });
    } catch (error) {
      context.logger.warn(
        `${action} goes on without the list of deployments: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  return undefined;
};

/** The deployment that a pasted target URI names, unless the URI is for another kind of call. */
const namedChoice = ({ deployment, operation }: ModelsEndpoint, ability: Ability): Element[] => {
  if (!deployment) return [];
  const ofPath = operation === undefined ? undefined : workOf(operation);
  return ability === "any" || ofPath === undefined || ofPath === ability
    ? [{ key: deployment, label: labelOf(deployment, ["named by the connection's endpoint"]) }]
    : [];
};

/** A deployment that the service lists is known by that, also when it is not for this picker. */
const choicesOf = (deployments: readonly Deployment[], ability: Ability, named: Element[]): Element[] => [
  ...named.filter(({ key }) => deployments.every(({ name }) => name !== key)),
  ...sorted(
    deployments.filter((deployment) => isReady(deployment) && isFor(ability, deployment)).map(toElement),
  ),
];

/**
 * The deployments that a step can call by the connection: from the Foundry project, else from Azure Resource
 * Manager, else what the service's catalogue of models has.
 * @throws ConnectionError or AzureOpenAIError when the catalogue, the last resort, can't be had either.
 */
export const deploymentChoices = async (
  context: PickerContext,
  request: DeploymentRequest,
): Promise<{ result: Element[] }> => {
  const { label: action, ability, connection } = request;
  const client = createClient(context, { action, connection, requestOptions: formTime });
  const named = namedChoice(client.endpoint, ability);
  const deployments = await readDeployments(context, request, client);
  if (deployments) return { result: choicesOf(deployments, ability, named) };
  const models = await catalogueChoices(client, ability);
  if (!models && named.length === 0) {
    context.logger.warn(`${action}: the service offers no list. Type the name of the deployment or model.`);
  }
  const others = (models ?? []).filter(({ key }) => key !== named[0]?.key);
  return { result: [...named, ...sorted(others)] };
};
