import { type AzureModel, findBase, type SkuOffer, trainedOffers } from "../../../catalogue/azureModels";
import type { StoredDeployment } from "../../../catalogue/deployedModel";
import type { TrainedModel } from "../../../catalogue/deploymentStore";
import type { Answer } from "../../../server/answer";
import type { AccountPlace } from "../managedResources";
import type { ManagedWorld } from "../managedWorld";
import { isTrainableIn } from "../modelEntries";
import { refuse } from "../refusals";
import type { AskedDeployment } from "./readDeployment";

/** A model that may be deployed, and the ways to do it. */
export interface JudgedModel {
  model: string;
  version: string;
  offers: readonly SkuOffer[];
  isTrained: boolean;
  capabilities: Record<string, string>;
}

type Judged = { judged: JudgedModel } | { refusal: Answer };

/** What a model is looked up in. */
interface ModelSources {
  world: ManagedWorld;
  models: readonly AzureModel[];
  nowMs: number;
  /** What has the name already: it may be changed, even where nobody gets a new one. */
  existing: StoredDeployment | undefined;
}

/** Decides whether a model may be deployed at a place, in the service's words when it may not. */
export const judgeModel = (asked: AskedDeployment, place: AccountPlace, sources: ModelSources): Judged => {
  const { world, models } = sources;
  const from = asked.source?.toLowerCase();
  const source = from === undefined ? place : world.accounts.find(({ id }) => id.toLowerCase() === from);
  const trained = source?.store.findTrained(asked.model);
  if (trained !== undefined) return judgeTrained(asked, trained, place, models);
  const versions = models.filter(({ name }) => name === asked.model);
  const [first] = versions;
  if (first === undefined) return { refusal: refuseModel(asked) };
  if (first.format !== asked.format) {
    // Nothing is said of a publisher that is spelled in another way.
    return { refusal: { status: 500, body: "" } };
  }
  const found = versions.find(({ version, isDefault }) =>
    asked.version === undefined ? isDefault : version === asked.version,
  );
  if (found === undefined) return { refusal: refuseModel(asked) };
  const isKept = sources.existing?.model === found.name && sources.existing.version === found.version;
  const dated = place.store.retirements.applyTo(found);
  const refusal = isKept ? undefined : refuseRetired(dated, asked, sources.nowMs);
  if (refusal !== undefined) return { refusal };
  const { version, capabilities } = found;
  return { judged: { model: asked.model, version, offers: found.skus, isTrained: false, capabilities } };
};

const judgeTrained = (
  asked: AskedDeployment,
  trained: TrainedModel,
  { location }: AccountPlace,
  models: readonly AzureModel[],
): Judged => {
  const base = findBase(models, trained.base);
  if (base === undefined || !isTrainableIn(base, location)) return { refusal: refuseModel(asked) };
  const { name, capabilities } = base;
  const offers = trainedOffers(name);
  return { judged: { model: asked.model, version: "1", offers, isTrained: true, capabilities } };
};

const refuseModel = ({ format, model, version = "" }: AskedDeployment): Answer =>
  refuse(
    400,
    "DeploymentModelNotSupported",
    `The model 'Publisher: , Format: ${format}, Name: ${model}, Version: ${version}, Source: , SourceAccount: ' of account deployment is not supported.`,
  );

const refuseRetired = (found: AzureModel, asked: AskedDeployment, nowMs: number): Answer | undefined => {
  const { format, name, version, inferenceEndsOn, closedAs } = found;
  const said = `Format:${format},Name:${name},Version:${version}`;
  const isOver = inferenceEndsOn !== undefined && nowMs >= Date.parse(inferenceEndsOn);
  if (isOver && asked.version === undefined) {
    const message = `Creating account deployment is not supported by the model '${name}'. This is usually because there are better models available for the similar functionality.`;
    return refuse(400, "DeploymentModelNotSupported", message);
  }
  if (isOver) {
    const message = `The model '${said}' has been deprecated since ${inferenceEndsOn}. Choose another model.`;
    return refuse(400, "ServiceModelDeprecated", message);
  }
  if (closedAs === "ServiceModelDeprecating") {
    const message = `The model '${said}' is being deprecated and takes no new deployments. It ends on ${inferenceEndsOn}.`;
    return refuse(400, closedAs, message);
  }
  if (closedAs === undefined) return undefined;
  return refuse(400, closedAs, `The current subscription does not have access to this model '${said}'.`);
};

/** The offer that a body names and how much of it, or why there is no such thing. */
export const judgeSku = (
  { model, version, offers }: Pick<JudgedModel, "model" | "version" | "offers">,
  sku: AskedDeployment["sku"],
): { offer: SkuOffer; capacity: number } | { refusal: Answer } => {
  const wanted = sku?.name ?? "Standard";
  const offer = offers.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (offer === undefined) {
    const message = `The specified SKU '${wanted}' of account deployment is not supported by the model '${model}' version: '${version}'.`;
    return { refusal: refuse(400, "InvalidResourceProperties", message) };
  }
  const given = sku?.capacity ?? offer.default;
  const capacity = typeof given === "number" ? given : Number.NaN;
  const isAllowed =
    Number.isInteger(capacity) && capacity >= offer.minimum && (capacity - offer.minimum) % offer.step === 0;
  if (isAllowed && capacity <= offer.maximum) return { offer, capacity };
  const shown = typeof given === "number" ? String(given) : " ";
  const message = `The specified capacity '${shown}' of account deployment should be greater than ${offer.minimum - 1} and no more than ${offer.maximum}.`;
  return { refusal: refuse(400, "InvalidCapacity", message) };
};
