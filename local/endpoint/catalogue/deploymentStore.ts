import type { Api } from "../server/address";
import { type Clock, systemClock } from "../server/clock";
import { azureModels, findModel } from "./azureModels";
import { completeDeployment, type DeployedModel, type StoredDeployment } from "./deployedModel";
import { Retirements } from "./retirements";

/** A model that a fine-tuning job made: the whole, or one of its checkpoints by either of its names. */
export interface TrainedModel {
  /** What a deployment names, such as `gpt-4.1-2025-04-14.ft-<hex>` or `ftchkpt-<hex>`. */
  name: string;
  /** Name of the model that it was trained from, without the version. */
  base: string;
}

/** What a store begins with, and how fast the data plane follows it. */
export interface DeploymentStoreOptions {
  /** Left out, any name is served, by the model of that name. */
  deployments?: ReadonlyArray<string | DeployedModel> | undefined;
  /** Names of the content filter's policies; default: those that every account has. */
  contentFilters?: readonly string[];
  /** How long the data plane does not know a deployment yet that was made; default 0. */
  dataPlaneDelayMs?: number;
  clock?: Clock;
}

/** What the data plane makes of a name: whether something runs there, and which model; the name itself if nothing. */
export interface LookedUp {
  /** `unfiltered`: its policy of the content filter is not there. */
  state: "served" | "paused" | "unfiltered" | "retired" | "unknown";
  model: string;
  /** Undefined where nobody says what it can do. */
  capabilities?: readonly string[];
}

/**
 * The deployments of one account and the models that were trained in it. Resource Manager changes it, the data
 * plane of the same account serves what is in it: hand one store to both.
 */
export class DeploymentStore {
  /** Any name is served. */
  readonly isOpen: boolean;
  readonly contentFilters: readonly string[];
  readonly retirements: Retirements;
  private readonly dataPlaneDelayMs: number;
  private readonly clock: Clock;
  /** By the name in small letters. */
  private readonly deployments = new Map<string, StoredDeployment>();
  private readonly trained = new Map<string, TrainedModel>();

  constructor(options: DeploymentStoreOptions = {}) {
    const { deployments, dataPlaneDelayMs = 0, clock = systemClock } = options;
    this.isOpen = deployments === undefined;
    this.contentFilters = options.contentFilters ?? ["Microsoft.Default", "Microsoft.DefaultV2"];
    this.dataPlaneDelayMs = dataPlaneDelayMs;
    this.clock = clock;
    this.retirements = new Retirements(clock);
    for (const given of deployments ?? []) {
      this.put({ ...completeDeployment(given), changedAtMs: clock.nowMs() });
    }
  }

  /** Those that are there now, the oldest first. */
  list(): StoredDeployment[] {
    const nowMs = this.clock.nowMs();
    for (const [key, { endsAtMs }] of this.deployments) {
      if (endsAtMs !== undefined && nowMs >= endsAtMs) this.deployments.delete(key);
    }
    return [...this.deployments.values()];
  }

  /** Letters may be large or small, as in every id of Resource Manager. */
  find(name: string): StoredDeployment | undefined {
    return this.list().find((deployment) => deployment.name.toLowerCase() === name.toLowerCase());
  }

  put(deployment: StoredDeployment): void {
    this.deployments.set(deployment.name.toLowerCase(), deployment);
  }

  /** What the data plane makes of a name. At OpenAI, a name is that of a model, and every model can be called. */
  lookUp(name: string, api: Api): LookedUp {
    const found = this.list().find((deployment) => deployment.name === name);
    if (found !== undefined) return this.stateOf(found);
    const isTrained = this.trained.has(name);
    const isModel = isTrained || findModel(azureModels, name) !== undefined;
    const isServed = api === "openai" ? this.isOpen || isModel : this.isOpen && !isTrained;
    if (!isServed) return { state: "unknown", model: name };
    const isRetired = this.retirements.isOver(this.retirements.dayOfModel(name));
    return { state: isRetired ? "retired" : "served", model: name };
  }

  private stateOf(deployment: StoredDeployment): LookedUp {
    const { name, model, version, capabilities, provisioningState, createdAtMs, isPaused, settings } =
      deployment;
    const isKnown = createdAtMs === undefined || this.clock.nowMs() >= createdAtMs + this.dataPlaneDelayMs;
    if (!isKnown || provisioningState !== "Succeeded") return { state: "unknown", model };
    const endsOn = this.retirements.dayOf(name, [model, `${model}-${version}`]);
    if (this.retirements.isOver(endsOn)) return { state: "retired", model };
    if (isPaused) return { state: "paused", model };
    const { raiPolicyName: policy } = settings;
    const isFiltered = typeof policy !== "string" || this.contentFilters.includes(policy);
    return { state: isFiltered ? "served" : "unfiltered", model, capabilities };
  }

  addTrained(model: TrainedModel): void {
    this.trained.set(model.name, model);
  }

  /** False where there was no such model. */
  removeTrained(name: string): boolean {
    return this.trained.delete(name);
  }

  findTrained(name: string): TrainedModel | undefined {
    return this.trained.get(name);
  }

  listTrained(): TrainedModel[] {
    return [...this.trained.values()];
  }

  /** The deployments that run a model. */
  deploymentsOf(model: string): StoredDeployment[] {
    return this.list().filter((deployment) => deployment.model === model);
  }
}

/** The store of an account: one that was handed over, or one of its own. */
export const storeOf = (
  given: DeploymentStore | DeploymentStoreOptions["deployments"],
  clock: Clock,
): DeploymentStore =>
  given instanceof DeploymentStore ? given : new DeploymentStore({ deployments: given, clock });
