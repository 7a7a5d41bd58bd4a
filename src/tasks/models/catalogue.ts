import type { Client } from "../../client/createClient";
import {
  canManage,
  createManagementClient,
  type ManagementClient,
} from "../../client/createManagementClient";
import type { StepContext } from "../../client/createStep";
import { addNote, ifReadable, isOwnError, type OwnError } from "../../client/errors/errors";
import type { ConnectionValue } from "../../client/identity/credential";
import type { RequestOptionsInput } from "../../client/retry/requestOptions";
import type { Model } from "../../output/model";
import { joinParts } from "../../text/errorParts";
import { isSameName } from "../../text/isSameName";
import { openedGroup } from "../../text/openedGroup";
import { explained } from "../deployments/explainRefusal";
import { type AccountPlace, findAccount } from "../deployments/findAccount";
import { type DeployedModel, deployedModels } from "./deployedModels";
import { managedModels } from "./managedModels";
import { serviceModels } from "./serviceModels";

/** The part of a step's form that says who asks, and where. */
interface CatalogueForm extends AccountPlace {
  connection?: unknown;
  requestOptions?: RequestOptionsInput | string | undefined;
}

/** Where models were read. */
export interface CatalogueSource {
  source: "resourceManager" | "service";
  /** Why Resource Manager, which tells more, was not read; null where it was. */
  sourceReason: string | null;
}

/** The models that an account offers, and what it has deployed. */
export interface Catalogue extends CatalogueSource {
  models: Model[];
  /** Null where deployments can't be read. */
  deployments: DeployedModel[] | null;
}

/** Ways to a resource: its own service, and Resource Manager where the connection has it. */
export interface Ways {
  client: Client;
  manager: ManagementClient | undefined;
  place: AccountPlace;
}

/**
 * The ways of a step to its resource.
 * @param share - how much of the step's time Resource Manager has, where something is left to do without it
 */
export const waysOf = (client: Client, form: CatalogueForm, context: StepContext, share = 1): Ways => {
  const connection = form.connection as ConnectionValue;
  const given = openedGroup("Request Options", form.requestOptions);
  const requestOptions = { ...given, totalTimeout: Math.ceil(client.remainingMs() * share) };
  const hasManager = canManage(connection) && client.endpoint.api !== "openai";
  const options = { action: client.action, connection, requestOptions };
  return { client, manager: hasManager ? createManagementClient(context, options) : undefined, place: form };
};

/** A model with the names of the deployments that run it; one whose version is not told may be any. */
export const withDeployments = (model: Model, deployments: readonly DeployedModel[]): Model => ({
  ...model,
  deployments: deployments
    .filter(
      ({ model: name, version }) =>
        isSameName(name, model.name) && (model.version === null || isSameName(version, model.version)),
    )
    .map(({ name }) => name),
});

const managedCatalogue = async (manager: ManagementClient, place: AccountPlace): Promise<Catalogue> => {
  const account = await findAccount(manager, place);
  const [models, deployments] = await Promise.all([
    explained(manager, account, () => managedModels(manager, account)),
    ifReadable(() => deployedModels(manager, account)),
  ]);
  const known = deployments ? models.map((model) => withDeployments(model, deployments)) : models;
  return { models: known, deployments: deployments ?? null, source: "resourceManager", sourceReason: null };
};

const withoutManager = ({ endpoint }: Client): string =>
  endpoint.api === "openai"
    ? "The connection's service has this list alone."
    : "Azure Resource Manager, which tells more, is read with a Microsoft Entra Service Principal connection alone.";

/**
 * The models that the connection's resource offers: from Resource Manager where that can be had, else from the
 * service's own list.
 * @throws AzureOpenAIError or ConnectionError when neither can be had.
 */
export const readCatalogue = async ({ client, manager, place }: Ways): Promise<Catalogue> => {
  let refusal: OwnError | undefined;
  if (manager) {
    try {
      return await managedCatalogue(manager, place);
    } catch (error) {
      if (!isOwnError(error)) throw error;
      refusal = error;
    }
  }
  const sourceReason = refusal ? joinParts(refusal) : withoutManager(client);
  try {
    return { models: await serviceModels(client), deployments: null, source: "service", sourceReason };
  } catch (error) {
    if (refusal && isOwnError(error))
      addNote(error, `Azure Resource Manager was asked first: ${joinParts(refusal)}`);
    throw error;
  }
};
