import { type AzureModel, findBase, type SkuOffer, trainedOffers } from "../../catalogue/azureModels";
import type { TrainedModel } from "../../catalogue/deploymentStore";

/** True where a model can be trained in a region. */
export const isTrainableIn = ({ fineTuneLocations = [] }: AzureModel, location: string): boolean =>
  fineTuneLocations.includes(location.toLowerCase());

/** A version of a model, as a region shows it. */
export const modelEntry = (model: AzureModel, location: string) => {
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
export const trainedEntry = (
  { name, base }: TrainedModel,
  models: readonly AzureModel[],
  endsOn = "2027-10-14",
) => {
  const from = findBase(models, base);
  return {
    ...{ format: "OpenAI", name, version: "1", isDefaultVersion: true },
    baseModel: { format: "OpenAI", name: from?.name ?? base, version: from?.version },
    capabilities: { inference: "true", chatCompletion: "true" },
    deprecation: { inference: endOf(endsOn) },
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
