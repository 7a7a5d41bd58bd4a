import type { StoredDeployment } from "../../../catalogue/deployedModel";
import { type Answer, jsonAnswer } from "../../../server/answer";
import type { AccountPlace } from "../managedResources";
import type { ManagementRequest } from "../managementRoute";
import type { OperationKind } from "../operations";
import { offersOf } from "../quotas";
import { refuse, refuseMissingResource } from "../refusals";
import { admitDeployment, admitSku, type DeploymentSurroundings } from "./admitDeployment";
import { readDeployment, readPatch } from "./readDeployment";
import { showDeployment, skuEntry } from "./showDeployment";

const pausable = new Set(["Standard", "DataZoneStandard", "GlobalStandard"]);

/** What Resource Manager answers on the deployments of an account. */
export class DeploymentAnswers {
  constructor(private readonly surroundings: DeploymentSurroundings) {}

  list = ({ names, apiVersion }: ManagementRequest): Answer | unknown[] => {
    const account = this.surroundings.world.findAccount(names);
    if ("refusal" in account) return account.refusal;
    const { found: place } = account;
    return place.store.list().map((deployment) => this.show(place, deployment, apiVersion));
  };

  get = (request: ManagementRequest): Answer =>
    this.on(request, (place, deployment) => jsonAnswer(this.show(place, deployment, request.apiVersion)));

  skus = (request: ManagementRequest): Answer | unknown[] => {
    const shown: unknown[] = [];
    const refusal = this.on(request, ({ store }, { model }) => {
      const known = this.surroundings.models.find(({ name }) => name === model);
      shown.push(...offersOf(known, store.findTrained(model)?.base).map(skuEntry));
      return jsonAnswer({});
    });
    return refusal.status === 200 ? shown : refusal;
  };

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
      capabilities: Object.keys(judged.capabilities),
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
    const operation = operations.begin(isNew ? "create" : "update", place, deployment.name);
    const { createdAtMs } = existing ?? {};
    place.store.put({
      ...deployment,
      ...(operation.failure === undefined ? {} : { provisioningState: "Failed" }),
      ...(isNew ? { createdAtMs: operation.endsAtMs } : createdAtMs === undefined ? {} : { createdAtMs }),
    });
    const headers = operations.headersOf(operation, apiVersion);
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

  remove = (request: ManagementRequest): Answer => {
    const { world, operations } = this.surroundings;
    const account = world.findParent(request.names);
    if ("refusal" in account) return account.refusal;
    const { found: place } = account;
    const existing = place.store.find(request.names.name);
    if (existing === undefined) return { status: 204, body: undefined };
    return operations.refuseBusy(place) ?? this.change("delete", place, existing, request);
  };

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
    const operation = operations.begin(kind, place, deployment.name);
    place.store.put(kind === "delete" ? { ...deployment, endsAtMs: operation.endsAtMs } : deployment);
    return { status: 202, headers: operations.headersOf(operation, apiVersion), body: undefined };
  }

  private on(
    { names }: ManagementRequest,
    answer: (place: AccountPlace, deployment: StoredDeployment) => Answer,
  ): Answer {
    const account = this.surroundings.world.findParent(names);
    if ("refusal" in account) return account.refusal;
    const deployment = account.found.store.find(names.name);
    if (deployment !== undefined) return answer(account.found, deployment);
    const type = `Microsoft.CognitiveServices/accounts/${names.account}/deployments`;
    return refuseMissingResource(type, names.name, names.group);
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
