import {
  type AzureModel,
  azureModels,
  findBase,
  type SkuOffer,
  trainedOffers,
  trainedQuota,
} from "../../catalogue/azureModels";
import type { StoredDeployment } from "../../catalogue/deployedModel";
import { type Answer, jsonAnswer } from "../../server/answer";
import { controlPlaneError } from "../../server/errorShapes";
import type { AccountPlace, ManagedSubscription } from "./managedResources";
import type { ManagedWorld } from "./managedWorld";
import type { Operations } from "./operations";
import { refuse } from "./refusals";

/** How much a subscription may use in a region, and in which words too much of it is refused. */
export interface QuotaLimits {
  /** By the usage name, such as `OpenAI.GlobalStandard.gpt5.4`. */
  limits?: Readonly<Record<string, number>>;
  /** Of everything else; default 1,000. */
  defaultLimit?: number;
  /** Free in the platform, whatever the subscription may use, by region; default 300. */
  capacities?: Readonly<Record<string, number>>;
  /** How long after a deletion its quota is still in use; default 0. */
  releaseMs?: number;
  /** Which of the wordings that the service has; default `numbers`. */
  wording?: "numbers" | "usageName" | "plain" | "wrapped";
}

const defaultLimit = 1_000;

/** How much of a quota a deployment asks for. */
interface AskedCapacity {
  offer: SkuOffer;
  model: string;
  capacity: number;
  existing: StoredDeployment | undefined;
}

/** An entry of a quota. */
interface Usage {
  offer: SkuOffer;
  model: string;
  used: number;
  limit: number;
}

/** How the quota calls a model in words. */
const localizedName = ({ offer, model }: Usage): string => {
  const isProvisioned = offer.name.includes("Provisioned");
  return `${isProvisioned ? "Provisioned Managed Throughput Unit" : "Tokens Per Minute (thousands)"} - ${model} - ${offer.name}`;
};

/** The model that a quota is named after; those that were trained from one share a quota. */
const quotaModelOf = (models: readonly AzureModel[], world: ManagedWorld, model: string): string => {
  const trained = world.findTrained(model);
  return trained === undefined ? model : trainedQuota(findBase(models, trained.base)?.name ?? trained.base);
};

/** The ways to deploy a model; one that was trained has its own. */
export const offersOf = (
  models: readonly AzureModel[],
  world: ManagedWorld,
  model: string,
): readonly SkuOffer[] => {
  const trained = world.findTrained(model);
  if (trained === undefined) return models.find(({ name }) => name === model)?.skus ?? [];
  return trainedOffers(findBase(models, trained.base)?.name ?? trained.base);
};

/** What a subscription may use and uses of each quota. */
export class Quotas {
  constructor(
    private readonly world: ManagedWorld,
    private readonly operations: Operations,
    private readonly options: QuotaLimits,
    private readonly models: readonly AzureModel[] = azureModels,
  ) {}

  /** Everything that there is a quota of in a region. */
  list(subscription: ManagedSubscription, location: string): Usage[] {
    const offered = this.models.flatMap(({ name, skus, fineTuneEndsOn }) => [
      ...skus.map((offer) => ({ offer, model: name })),
      ...(fineTuneEndsOn === undefined ? [] : trainedOffers(name)).map((offer) => ({
        ...{ offer, model: trainedQuota(name) },
      })),
    ]);
    const byName = new Map(offered.map((entry) => [entry.offer.usageName, entry]));
    return [...byName.values()].map((entry) => ({
      ...entry,
      used: this.used(subscription, location, entry.offer.usageName),
      limit: this.limitOf(entry.offer.usageName),
    }));
  }

  freeCapacity(location: string): number {
    return this.options.capacities?.[location] ?? 300;
  }

  private limitOf(usageName: string): number {
    return this.options.limits?.[usageName] ?? this.options.defaultLimit ?? defaultLimit;
  }

  private used(subscription: ManagedSubscription, location: string, usageName: string): number {
    const places = this.world.accountsIn(subscription, location);
    const present = places.flatMap((place) =>
      place.store.list().map((deployment) => ({ place, deployment })),
    );
    const leaving = this.operations
      .deletedWithin(this.options.releaseMs ?? 0)
      .filter(({ place }) => places.includes(place));
    return [...present, ...leaving]
      .filter(({ deployment }) => this.usageNameOf(deployment) === usageName)
      .reduce((sum, { deployment }) => sum + deployment.sku.capacity, 0);
  }

  private usageNameOf({ model, sku }: StoredDeployment): string | undefined {
    return offersOf(this.models, this.world, model).find(
      ({ name }) => name.toLowerCase() === sku.name.toLowerCase(),
    )?.usageName;
  }

  /** Refuses a deployment that would take more than is free, in one of the service's wordings. */
  refuse(place: AccountPlace, { offer, model, capacity, existing }: AskedCapacity): Answer | undefined {
    const used = this.used(place.subscription, place.location, offer.usageName);
    const limit = this.limitOf(offer.usageName);
    const isSameQuota = existing?.sku.name === offer.name;
    const before = isSameQuota ? existing.sku.capacity : 0;
    if (used - before + capacity <= limit || capacity < before) return undefined;
    const { wording = "numbers" } = this.options;
    const name = localizedName({
      ...{ offer, used, limit },
      model: quotaModelOf(this.models, this.world, model),
    });
    const more = capacity - before;
    const free = Math.max(0, limit - used);
    const byNumbers = `This operation require ${more} new capacity in quota ${name}, which is bigger than the current available capacity ${free}. The current quota usage is ${used} and the quota limit is ${limit} for quota ${name}.`;
    const byName = `The specified capacity '${capacity}' of account deployment is bigger than available capacity '${free}' for UsageName '${name}'.`;
    const code = "InsufficientQuota";
    if (wording === "plain") {
      return refuse(
        400,
        code,
        `Insufficient quota. Cannot create/update/move resource '${place.account.name}'.`,
      );
    }
    if (wording === "wrapped") {
      const message =
        "The template deployment 'local' is not valid according to the validation procedure. The tracking id is '00000000-0000-0000-0000-000000000000'. See inner errors for details.";
      const details = [{ code, message: byName }];
      return jsonAnswer(controlPlaneError("InvalidTemplateDeployment", message, details), 400);
    }
    return refuse(400, code, wording === "numbers" ? byNumbers : byName);
  }

  /** An entry of a region's list of usages. */
  usageEntry = (usage: Usage) => ({
    name: { value: usage.offer.usageName, localizedValue: localizedName(usage) },
    currentValue: usage.used,
    limit: usage.limit,
    unit: "Count",
  });
}
