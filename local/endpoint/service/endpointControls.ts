import { azureModels } from "../catalogue/azureModels";
import { catalogue } from "../catalogue/catalogueModels";
import type { DeploymentStore } from "../catalogue/deploymentStore";
import { type Clock, systemClock } from "../server/clock";
import type { FieldRefusal } from "../server/fieldChecks";
import { seededRandom } from "../server/seededRandom";
import { type ControlSettings, noFilterRefusals } from "./controlSettings";
import { FilterRefusals } from "./filterRefusals";
import { Quota, type QuotaLevel, type QuotaOptions } from "./quota";
import { readControls } from "./readControls";

/** What the controls begin with. */
export interface EndpointControlsOptions {
  deployments: DeploymentStore;
  clock?: Clock | undefined;
  /** The wait before each answer, or what gives it for each. */
  latencyMs?: number | (() => number) | undefined;
  quota?: QuotaOptions | undefined;
}

/** How the controls stand. */
export interface ControlsView extends Omit<ControlSettings, "latencyMs"> {
  /** Null where a function gives it for each answer. */
  latencyMs: ControlSettings["latencyMs"] | null;
  /** What is left of the quota now. */
  quotaLeft: QuotaLevel[];
}

/** Any number will do, as long as the same waits follow it each time. */
const latencySeed = 1;

/** What can be changed while an endpoint runs. Endpoints that share them follow together, and share a quota. */
export class EndpointControls {
  private readonly deployments: DeploymentStore;
  private readonly clock: Clock;
  private latencyMs: ControlSettings["latencyMs"] | (() => number);
  private random = seededRandom(latencySeed);
  private quotaSettings: QuotaOptions;
  private quotaNow: Quota;
  private filterNow = new FilterRefusals(noFilterRefusals);

  constructor({ deployments, clock = systemClock, latencyMs = 0, quota = {} }: EndpointControlsOptions) {
    this.deployments = deployments;
    this.clock = clock;
    this.latencyMs = latencyMs;
    this.quotaSettings = quota;
    this.quotaNow = new Quota(quota, clock);
  }

  /** How they stand, as data for a page. */
  read(): ControlsView {
    const { latencyMs } = this;
    return structuredClone({
      latencyMs: typeof latencyMs === "function" ? null : latencyMs,
      quota: this.quotaSettings,
      contentFilter: this.filterNow.settings,
      retirements: this.deployments.retirements.list(),
      quotaLeft: this.quotaNow.levels(),
    });
  }

  /**
   * Changes the settings that are given, from the next request on; the others stay. A quota that is set begins with a
   * full minute. Where one value will not do, nothing is changed, and what is wrong is said of each field.
   */
  change(given: unknown): { controls: ControlsView } | { refusals: FieldRefusal[] } {
    const read = readControls(given, (name) => this.isName(name));
    if ("refusals" in read) return read;
    const { latencyMs, quota, contentFilter, retirements } = read.settings;
    if (latencyMs !== undefined) {
      this.latencyMs = latencyMs;
      this.random = seededRandom(latencySeed);
    }
    if (quota !== undefined) {
      this.quotaSettings = quota;
      this.quotaNow = new Quota(quota, this.clock);
    }
    if (contentFilter !== undefined) this.filterNow = new FilterRefusals(contentFilter);
    if (retirements !== undefined) this.deployments.retirements.set(retirements);
    return { controls: this.read() };
  }

  /** The wait before the next answer. */
  nextLatencyMs(): number {
    const { latencyMs } = this;
    if (typeof latencyMs === "function") return latencyMs();
    if (typeof latencyMs === "number") return latencyMs;
    return Math.round(latencyMs.fromMs + this.random() * (latencyMs.toMs - latencyMs.fromMs));
  }

  /** Names that a day of retirement is usually set for: deployments and what they run, and models of Azure. */
  names(): string[] {
    const deployed = this.deployments.list().flatMap(({ name, model }) => [name, model]);
    return [...new Set([...deployed, ...azureModels.map(({ name }) => name)])].toSorted();
  }

  get quota(): Quota {
    return this.quotaNow;
  }

  get filter(): FilterRefusals {
    return this.filterNow;
  }

  /** Every name is one where any is served. */
  private isName(name: string): boolean {
    const { isOpen } = this.deployments;
    const isModel = azureModels.some((model) =>
      [model.name, `${model.name}-${model.version}`].includes(name),
    );
    const isTrained = this.deployments.findTrained(name) !== undefined;
    return (
      isOpen ||
      isModel ||
      isTrained ||
      catalogue.some(({ id }) => id === name) ||
      this.deployments.list().some((deployment) => deployment.name === name || deployment.model === name)
    );
  }
}
