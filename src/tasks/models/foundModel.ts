import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import { AzureOpenAIError, isOwnError } from "../../client/errors/errors";
import type { Model } from "../../output/model";
import { fieldsOf } from "../../text/isObject";
import { isSameName } from "../../text/isSameName";
import { didYouMean, listedNames, shownName } from "../../text/nearestNames";
import { type Catalogue, type CatalogueSource, readCatalogue, type Ways, withDeployments } from "./catalogue";
import type { DeployedModel } from "./deployedModels";
import { modelNamed, type NamedModel } from "./modelNamed";
import { modelWarnings } from "./modelWarnings";
import { readManagedModel, readServiceModel } from "./readModel";

/** A model, and the deployment whose name was given. */
interface FoundModel extends CatalogueSource {
  model: Model;
  deployment: Omit<DeployedModel, "entry" | "model" | "version"> | null;
  warnings: string[];
}

/** What a deployment runs, which may be a model that no list has, such as a fine-tuned one. */
const modelOfDeployment = (
  { models }: Catalogue,
  { model, version, entry }: DeployedModel,
): Model | undefined =>
  (model === null ? undefined : modelNamed(models, { name: model, version: version ?? undefined })) ??
  readManagedModel(entry, clock.now());

const absent = new Set([400, 404, 405, 410, 501]);

/** A model that the service knows and does not list; undefined where it does not know it. */
const unlistedModel = async (client: Client, { name, version }: NamedModel): Promise<Model | undefined> => {
  if (version !== undefined) return undefined;
  try {
    const entry = await client.withResource((openai) => openai.models.retrieve(name));
    return readServiceModel(fieldsOf(entry), clock.now());
  } catch (error) {
    if (isOwnError(error) && absent.has(error.status ?? 0)) return undefined;
    throw error;
  }
};

const notFound = (
  action: string,
  { name, version }: NamedModel,
  { models, deployments, source }: Catalogue,
): Error => {
  const versions = models.flatMap((model) => (isSameName(model.name, name) ? (model.version ?? []) : []));
  const names = [...(deployments ?? []), ...models].flatMap((entry) =>
    "id" in entry ? [entry.id, entry.name] : [entry.name],
  );
  const mend =
    version && versions.length > 0
      ? `Its versions are ${listedNames(versions)}.`
      : didYouMean(name, [...new Set(names)]).trim() || "List Models shows the names.";
  const note = deployments ? undefined : "Names of deployments can't be read with this connection.";
  return new AzureOpenAIError(
    {
      what: `${action}: no model${deployments ? " or deployment" : ""} is named ${shownName(name)}${version ? ` in the version ${shownName(version)}` : ""}.`,
      mend,
      note: source === "service" ? note : undefined,
    },
    { kind: "notFound", attempts: 0 },
  );
};

const listedModel = (
  catalogue: Catalogue,
  asked: NamedModel,
): Pick<FoundModel, "model" | "deployment"> | undefined => {
  const deployed = catalogue.deployments?.find(
    ({ name, version }) =>
      isSameName(name, asked.name) && (!asked.version || isSameName(version, asked.version)),
  );
  const model = deployed ? modelOfDeployment(catalogue, deployed) : modelNamed(catalogue.models, asked);
  if (!model) return undefined;
  if (!deployed) return { model, deployment: null };
  const { name, sku, capacity, state } = deployed;
  return { model, deployment: { name, sku, capacity, state } };
};

/**
 * The model that has a name, or that the deployment with this name runs.
 * @throws AzureOpenAIError with the nearest names when there is none, and the client's errors.
 */
export const foundModel = async (ways: Ways, asked: NamedModel): Promise<FoundModel> => {
  const { client } = ways;
  const catalogue = await readCatalogue(ways);
  const { deployments } = catalogue;
  let { source, sourceReason } = catalogue;
  let found = listedModel(catalogue, asked);
  if (!found) {
    const model = await unlistedModel(client, asked);
    if (!model) throw notFound(client.action, asked, catalogue);
    if (source === "resourceManager") sourceReason = "Azure Resource Manager does not list this model.";
    source = "service";
    found = { model, deployment: null };
  }
  const isOpenAI = client.endpoint.api === "openai";
  const model = deployments ? withDeployments(found.model, deployments) : found.model;
  const warnings = modelWarnings([model], isOpenAI, clock.now());
  return { model, deployment: found.deployment, source, sourceReason, warnings };
};
