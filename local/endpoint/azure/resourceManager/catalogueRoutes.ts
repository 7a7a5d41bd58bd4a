import type { AzureModel } from "../../catalogue/azureModels";
import type { AccountPlace } from "./managedResources";
import { answerFrom, type ManagedWorld } from "./managedWorld";
import { accountTemplate, locationTemplate, type ManagementRoute } from "./managementRoute";
import { modelEntry, trainedEntry } from "./modelEntries";
import type { Quotas } from "./quotas";

/** Models of an account and of a region, and what a subscription uses and may use of them. */
export const catalogueRoutes = (
  world: ManagedWorld,
  quotas: Quotas,
  models: readonly AzureModel[],
): ManagementRoute[] => [
  {
    method: "GET",
    path: `${accountTemplate}/models`,
    action: "Microsoft.CognitiveServices/accounts/models/read",
    answer: ({ names }) => answerFrom(world.findAccount(names), (place) => modelsOfAccount(place, models)),
  },
  {
    method: "GET",
    path: `${locationTemplate}/models`,
    action: "Microsoft.CognitiveServices/locations/models/read",
    answer: ({ names }) =>
      answerFrom(world.findSubscription(names), () =>
        models.map((model) => ({
          kind: model.format === "OpenAI" ? "OpenAI" : "AIServices",
          ...{
            skuName: "S0",
            description: "",
            model: modelEntry(world.withRetirement(model), names.location),
          },
        })),
      ),
  },
  {
    method: "GET",
    path: `${locationTemplate}/usages`,
    action: "Microsoft.CognitiveServices/locations/usages/read",
    answer: ({ names }) =>
      answerFrom(world.findSubscription(names), (subscription) =>
        quotas.list(subscription, names.location).map(quotas.usageEntry),
      ),
  },
];

/** The models of the region, and those that were trained in the account. */
const modelsOfAccount = ({ location, store }: AccountPlace, models: readonly AzureModel[]) => [
  ...models.map((model) => modelEntry(store.retirements.applyTo(model), location)),
  ...store
    .listTrained()
    .map((trained) => trainedEntry(trained, models, store.retirements.dayOf(trained.name))),
];
