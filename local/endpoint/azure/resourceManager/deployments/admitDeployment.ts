import type { AzureModel } from "../../../catalogue/azureModels";
import type { StoredDeployment } from "../../../catalogue/deployedModel";
import type { Answer } from "../../../server/answer";
import type { Clock } from "../../../server/clock";
import type { AccountPlace } from "../managedResources";
import type { ManagedWorld } from "../managedWorld";
import type { Operations } from "../operations";
import { offersOf, type Quotas } from "../quotas";
import { refuse } from "../refusals";
import { type JudgedModel, judgeModel, judgeSku } from "./judgeModel";
import type { AskedDeployment } from "./readDeployment";

/** How many deployments an account takes. */
export interface DeploymentLimits {
  /** Of base models; default 32. */
  standard?: number;
  /** Of models that were trained; default 10. */
  fineTuned?: number;
}

/** What deployments are made of and in. */
export interface DeploymentSurroundings {
  world: ManagedWorld;
  operations: Operations;
  quotas: Quotas;
  models: readonly AzureModel[];
  limits: DeploymentLimits;
  clock: Clock;
}

type Sku = StoredDeployment["sku"];

/** Decides whether a deployment may be put: its model, then the name, then how much of it. */
export const admitDeployment = (
  surroundings: DeploymentSurroundings,
  place: AccountPlace,
  asked: AskedDeployment,
  existing: StoredDeployment | undefined,
): { judged: JudgedModel; sku: Sku } | { refusal: Answer } => {
  const { world, models, clock } = surroundings;
  const judgement = judgeModel(asked, place, { world, models, nowMs: clock.nowMs(), existing });
  if ("refusal" in judgement) return judgement;
  const { judged } = judgement;
  const refusal = refuseOtherModel(existing, judged) ?? refuseMore(surroundings, place, judged, existing);
  if (refusal !== undefined) return { refusal };
  const sku = judgeSku(judged, asked.sku);
  if ("refusal" in sku) return sku;
  const tooMuch = surroundings.quotas.refuse(place, { ...sku, model: judged.model, existing });
  if (tooMuch !== undefined) return { refusal: tooMuch };
  return { judged, sku: { name: sku.offer.name, capacity: sku.capacity } };
};

/** Decides whether a deployment may become larger, smaller or of another SKU. */
export const admitSku = (
  { world, models, quotas }: DeploymentSurroundings,
  place: AccountPlace,
  existing: StoredDeployment,
  asked: NonNullable<AskedDeployment["sku"]>,
): { sku: Sku } | { refusal: Answer } => {
  const { model } = existing;
  const sku = judgeSku({ ...existing, offers: offersOf(models, world, model) }, asked);
  if ("refusal" in sku) return sku;
  const refusal = quotas.refuse(place, { ...sku, model, existing });
  return refusal === undefined ? { sku: { name: sku.offer.name, capacity: sku.capacity } } : { refusal };
};

/** Under a name there is one model; a provisioned deployment alone may change to another. */
const refuseOtherModel = (
  existing: StoredDeployment | undefined,
  { model }: JudgedModel,
): Answer | undefined => {
  if (existing === undefined || existing.model === model || existing.sku.name.includes("Provisioned")) {
    return undefined;
  }
  return refuse(400, "CannotChangeDeploymentModel", "The model of deployment cannot be changed.");
};

/** The limits are the service's; its words for them are not documented, and these are our own. */
const refuseMore = (
  { world, limits: { standard = 32, fineTuned = 10 } }: DeploymentSurroundings,
  { store, account }: AccountPlace,
  { isTrained }: JudgedModel,
  existing: StoredDeployment | undefined,
): Answer | undefined => {
  const alike = store.list().filter(({ model }) => (world.findTrained(model) !== undefined) === isTrained);
  const most = isTrained ? fineTuned : standard;
  if (existing !== undefined || alike.length < most) return undefined;
  const message = `The resource '${account.name}' has ${most} ${isTrained ? "fine-tuned" : "standard"} deployments, which is the maximum.`;
  return refuse(400, "DeploymentLimitExceeded", message);
};
