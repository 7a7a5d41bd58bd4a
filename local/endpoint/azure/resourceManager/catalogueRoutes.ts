import { type AzureModel, type SkuOffer, trainedOffers } from "../../catalogue/azureModels";
import type { TrainedModel } from "../../catalogue/deploymentStore";
import type { Answer } from "../../server/answer";
import type { ManagedWorld } from "./managedWorld";
import {
  accountTemplate,
  locationTemplate,
  type ManagementRequest,
  type ManagementRoute,
  provider,
} from "./managementRoute";
import type { Quotas } from "./quotas";
import { refuse } from "./refusals";

/** What the catalogue is made of. */
interface CatalogueSurroundings {
  world: ManagedWorld;
  quotas: Quotas;
  models: readonly AzureModel[];
  /** Every region. */
  locations: readonly string[];
}

/** Models of an account and of a region, what a subscription may use of them, and what the platform has. */
export const catalogueRoutes = (surroundings: CatalogueSurroundings): ManagementRoute[] => {
  const { world, quotas, models, locations } = surroundings;
  const inSubscription =
    (answer: (request: ManagementRequest) => Answer | unknown[]) => (request: ManagementRequest) => {
      const subscription = world.findSubscription(request.names);
      return "refusal" in subscription ? subscription.refusal : answer(request);
    };
  return [
    {
      method: "GET",
      path: `${accountTemplate}/models`,
      action: "Microsoft.CognitiveServices/accounts/models/read",
      answer: ({ names }) => {
        const account = world.findAccount(names);
        if ("refusal" in account) return account.refusal;
        const { location, store } = account.found;
        const own = store.listTrained().map((trained) => trainedEntry(trained, models));
        return [...models.map((model) => modelEntry(model, location)), ...own];
      },
    },
    {
      method: "GET",
      path: `${locationTemplate}/models`,
      action: "Microsoft.CognitiveServices/locations/models/read",
      answer: inSubscription(({ names }) =>
        models.map((model) => ({
          kind: model.format === "OpenAI" ? "OpenAI" : "AIServices",
          skuName: "S0",
          description: "",
          model: modelEntry(model, names.location),
        })),
      ),
    },
    {
      method: "GET",
      path: `${locationTemplate}/usages`,
      action: "Microsoft.CognitiveServices/locations/usages/read",
      answer: ({ names }) => {
        const subscription = world.findSubscription(names);
        if ("refusal" in subscription) return subscription.refusal;
        return quotas.list(subscription.found, names.location).map(quotas.usageEntry);
      },
    },
    ...[
      { path: `/subscriptions/{subscription}/${provider}/modelCapacities`, action: "modelCapacities/read" },
      { path: `${locationTemplate}/modelCapacities`, action: "locations/modelCapacities/read" },
    ].map(({ path, action }) => ({
      method: "GET" as const,
      path,
      action: `Microsoft.CognitiveServices/${action}`,
      answer: inSubscription((request) => {
        const { location } = request.names;
        return listCapacities(request, location === "" ? locations : [location], surroundings);
      }),
    })),
  ];
};

const isTrainableIn = ({ fineTuneLocations = [] }: AzureModel, location: string): boolean =>
  fineTuneLocations.includes(location.toLowerCase());

/** A version of a model. */
const modelEntry = (model: AzureModel, location: string) => {
  const { name, version, format, isDefault, lifecycle, capabilities, replacement } = model;
  const { fineTune, FineTuneTokensMaxValue, ...inference } = capabilities;
  const isTrainable = isTrainableIn(model, location);
  return {
    ...{ format, name, version, isDefaultVersion: isDefault, maxCapacity: model.skus[0]?.maximum },
    capabilities: isTrainable ? capabilities : inference,
    ...(isTrainable ? { finetuneCapabilities: { fineTune, FineTuneTokensMaxValue } } : {}),
    deprecation: deprecationOf(model),
    ...(replacement === undefined
      ? {}
      : {
          replacementConfig: {
            targetModelName: replacement.name,
            targetModelVersion: replacement.version,
            upgradeOnExpiryLeadTimeDays: 7,
          },
        }),
    lifecycleStatus: lifecycle,
    modelCatalogAssetId: `azureml://registries/azure-openai/models/${name}/versions/${version}`,
    skus: model.skus.map((offer) => offerEntry(offer, model.inferenceEndsOn)),
    systemData: { createdByType: "Application" },
  };
};

const endOf = (day: string | undefined): string | undefined =>
  day === undefined ? undefined : `${day}T00:00:00Z`;

const deprecationOf = ({ inferenceEndsOn, fineTuneEndsOn, lifecycle }: AzureModel) => ({
  inference: endOf(inferenceEndsOn),
  fineTune: endOf(fineTuneEndsOn),
  ...(inferenceEndsOn === undefined
    ? {}
    : { deprecationStatus: lifecycle === "GenerallyAvailable" ? "Tentative" : "Planned" }),
});

/** A model that was trained in the account. */
const trainedEntry = ({ name, base }: TrainedModel, models: readonly AzureModel[]) => {
  const from = models.find((model) => model.name === base || `${model.name}-${model.version}` === base);
  return {
    ...{ format: "OpenAI", name, version: "1", isDefaultVersion: true },
    baseModel: { format: "OpenAI", name: from?.name ?? base, version: from?.version },
    capabilities: { inference: "true", chatCompletion: "true" },
    deprecation: { inference: endOf("2027-10-14") },
    lifecycleStatus: "GenerallyAvailable",
    skus: trainedOffers(from?.name ?? base).map((offer) => offerEntry(offer, undefined)),
  };
};

const offerEntry = (
  { name, usageName, minimum, maximum, step, ...offer }: SkuOffer,
  endsOn: string | undefined,
) => ({
  ...{ name, usageName, deprecationDate: endOf(endsOn) },
  capacity: { minimum, maximum, step, default: offer.default },
  rateLimits: name.includes("Provisioned")
    ? []
    : [
        { key: "request", renewalPeriod: 10, count: 1 },
        { key: "token", renewalPeriod: 60, count: 1000 },
      ],
});

const listCapacities = (
  { query, names }: ManagementRequest,
  locations: readonly string[],
  { models, quotas }: CatalogueSurroundings,
): Answer | unknown[] => {
  const [format, name, version] = ["modelFormat", "modelName", "modelVersion"].map((key) => query.get(key));
  if (!format || !name || !version) {
    const message = "The query parameters 'modelFormat', 'modelName' and 'modelVersion' are required.";
    return refuse(400, "BadRequest", message);
  }
  const model = models.find(
    (candidate) => candidate.format === format && candidate.name === name && candidate.version === version,
  );
  return locations.flatMap((location) =>
    (model?.skus ?? []).map((offer) => ({
      id: `/subscriptions/${names.subscription}/${provider}/locations/${location}/models/${format}.${name}.${version}/modelCapacities/${offer.name}`,
      type: "Microsoft.CognitiveServices/locations/modelCapacities",
      name: offer.name,
      location,
      properties: {
        model: { format, name, version },
        skuName: offer.name,
        availableCapacity: quotas.freeCapacity(location),
        ...(model !== undefined && isTrainableIn(model, location) ? { availableFinetuneCapacity: 10 } : {}),
      },
    })),
  );
};
