import type { StoredDeployment } from "../../../catalogue/deployedModel";
import { type Answer, jsonAnswer } from "../../../server/answer";
import type { AccountPlace } from "../managedResources";
import { answerFrom } from "../managedWorld";
import type { ManagementRequest } from "../managementRoute";
import type { OperationKind } from "../operations";
import { offersOf } from "../quotas";
import { refuse, refuseMissingResource } from "../refusals";
import { admitDeployment, admitSku, type DeploymentSurroundings } from "./admitDeployment";
import { readDeployment, readPatch } from "./readDeployment";
import { showDeployment, skuEntry } from "./showDeployment";

/** A deployment of this SKU lives a day, and is deleted. */
const developerLifeMs = 24 * 60 * 60 * 1000;
const pausable = new Set(["Standard", "DataZoneStandard", "GlobalStandard"]);

const lifeOf = ({ sku }: StoredDeployment, createdAtMs: number): { endsAtMs?: number } =>
  sku.name === "DeveloperTier" ? { endsAtMs: createdAtMs + developerLifeMs } : {};

/** What Resource Manager answers on the deployments of an account. */
export class DeploymentAnswers {
  constructor(private readonly surroundings: DeploymentSurroundings) {}

  list = ({ names, apiVersion }: ManagementRequest): Answer | unknown[] =>
    answerFrom(this.surroundings.world.findAccount(names), (place) =>
      place.store.list().map((deployment) => this.show(place, deployment, apiVersion)),
    );

  get = (request: ManagementRequest): Answer =>
    this.on(request, (place, deployment) => jsonAnswer(this.show(place, deployment, request.apiVersion)));

  skus = (request: ManagementRequest): Answer | unknown[] =>
    this.on(request, (_place, { model }) => {
      const { models, world } = this.surroundings;
      return offersOf(models, world, model).map(skuEntry);
    });

  put = (request: ManagementRequest): Answer => {
    const account = this.surroundings.world.findParent(request.names);
    if ("refusal" in account) return account.refusal;
    const { found: place } = account;
    const read = readDeployment(request.body, request.apiVersion);
    const busy = this.surroundings.operations.refuseBusy(place);
    if (busy !== undefined) return busy;
    if ("refusal" in read) return read.refusal;
    const { asked } = read;
    const existing = place.store.find(request.names.name);
    const admitted = admitDeployment(this.surroundings, place, asked, existing);
    if ("refusal" in admitted) return admitted.refusal;
    const { judged, sku } = admitted;
    return this.putAdmitted(place, existing, request, {
      name: existing?.name ?? request.names.name,
      ...{ model: judged.model, version: judged.version, publisher: asked.format, sku },
      capabilities: Object.keys(judged.capabilities).filter((name) => !/^fineTune/i.test(name)),
      provisioningState: "Succeeded",
      isPaused: asked.isPaused ?? existing?.isPaused ?? false,
      ...{ tags: asked.tags, settings: asked.settings },
    });
  };

  private putAdmitted(
    place: AccountPlace,
    existing: StoredDeployment | undefined,
    { apiVersion }: ManagementRequest,
    deployment: StoredDeployment,
  ): Answer {
    const { operations } = this.surroundings;
    const isNew = existing === undefined || existing.provisioningState === "Failed";
    const operation = operations.begin(isNew ? "create" : "update", place, deployment);
    const { startedAtMs, endsAtMs, failure } = operation;
    const createdAtMs = isNew ? endsAtMs : existing.createdAtMs;
    place.store.put({
      ...deployment,
      changedAtMs: startedAtMs,
      ...(createdAtMs === undefined ? {} : { createdAtMs }),
      ...lifeOf(deployment, createdAtMs ?? endsAtMs),
      ...(failure === undefined ? {} : { provisioningState: "Failed" }),
    });
    const isDone = existing !== undefined && endsAtMs === startedAtMs;
    const headers = isDone ? {} : operations.headersOf(operation, "azure-asyncoperation", apiVersion);
    const shown = this.showNamed(place, deployment.name, apiVersion);
    return jsonAnswer(shown, existing === undefined ? 201 : 200, headers);
  }

  patch = (request: ManagementRequest): Answer =>
    this.on(request, (place, existing) => {
      const busy = this.surroundings.operations.refuseBusy(place);
      if (busy !== undefined) return busy;
      const read = readPatch(request.body);
      if ("refusal" in read) return read.refusal;
      const { sku, tags = existing.tags } = read.asked;
      if (sku === undefined) return this.change("update", place, { ...existing, tags }, request);
      const admitted = admitSku(this.surroundings, place, existing, sku);
      if ("refusal" in admitted) return admitted.refusal;
      return this.change("update", place, { ...existing, tags, sku: admitted.sku }, request);
    });

  remove = (request: ManagementRequest): Answer =>
    answerFrom(this.surroundings.world.findParent(request.names), (place) => {
      const existing = place.store.find(request.names.name);
      if (existing === undefined) return { status: 204, body: undefined };
      const busy = this.surroundings.operations.refuseBusy(place);
      return busy ?? this.change("delete", place, existing, request);
    });

  pause = (request: ManagementRequest): Answer => this.setPaused(request, true);
  resume = (request: ManagementRequest): Answer => this.setPaused(request, false);

  private setPaused(request: ManagementRequest, isPaused: boolean): Answer {
    return this.on(request, (place, existing) => {
      const busy = this.surroundings.operations.refuseBusy(place);
      if (busy !== undefined) return busy;
      if (!pausable.has(existing.sku.name)) {
        const message = `The SKU '${existing.sku.name}' of account deployment can not be paused or resumed.`;
        return refuse(400, "InvalidResourceProperties", message);
      }
      place.store.put({ ...existing, isPaused });
      return jsonAnswer(this.showNamed(place, existing.name, request.apiVersion));
    });
  }

  /** Notes a change down, and leads to the operation that it is. */
  private change(
    kind: Exclude<OperationKind, "create">,
    place: AccountPlace,
    deployment: StoredDeployment,
    { apiVersion }: ManagementRequest,
  ): Answer {
    const { operations } = this.surroundings;
    const operation = operations.begin(kind, place, deployment);
    const { startedAtMs: changedAtMs, endsAtMs } = operation;
    const { endsAtMs: _former, ...lasting } = deployment;
    const life = kind === "delete" ? { endsAtMs } : lifeOf(deployment, deployment.createdAtMs ?? changedAtMs);
    place.store.put({ ...lasting, changedAtMs, ...life });
    const headers = operations.headersOf(operation, "location", apiVersion);
    return { status: 202, headers, body: undefined };
  }

  private on<Given>(
    { names }: ManagementRequest,
    answer: (place: AccountPlace, deployment: StoredDeployment) => Given,
  ): Given | Answer {
    return answerFrom(this.surroundings.world.findParent(names), (place) => {
      const deployment = place.store.find(names.name);
      if (deployment !== undefined) return answer(place, deployment);
      const type = `Microsoft.CognitiveServices/accounts/${names.account}/deployments`;
      return refuseMissingResource(type, names.name, names.group);
    });
  }

  private show(place: AccountPlace, deployment: StoredDeployment, apiVersion: string) {
    const underWay = this.surroundings.operations.stateOf(place, deployment.name);
    return showDeployment(place, deployment, { underWay, apiVersion });
  }

  /** A deployment that is there; null for one that is gone by now. */
  showNamed = (place: AccountPlace, name: string, apiVersion: string) => {
    const deployment = place.store.find(name);
    return deployment === undefined ? null : this.show(place, deployment, apiVersion);
  };
}
