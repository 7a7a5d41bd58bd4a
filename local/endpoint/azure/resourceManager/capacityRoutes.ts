import type { AzureModel } from "../../catalogue/azureModels";
import type { Answer } from "../../server/answer";
import { answerFrom, type ManagedWorld } from "./managedWorld";
import { locationTemplate, type ManagementRequest, type ManagementRoute, provider } from "./managementRoute";
import { isTrainableIn } from "./modelEntries";
import type { Quotas } from "./quotas";
import { refuse } from "./refusals";

/** What capacities are told of. */
interface CapacitySurroundings {
  world: ManagedWorld;
  quotas: Quotas;
  models: readonly AzureModel[];
  /** Every region. */
  locations: readonly string[];
}

/** What the platform has free of a model, in one region or in all. */
export const capacityRoutes = (surroundings: CapacitySurroundings): ManagementRoute[] =>
  [
    { path: `/subscriptions/{subscription}/${provider}/modelCapacities`, action: "modelCapacities/read" },
    { path: `${locationTemplate}/modelCapacities`, action: "locations/modelCapacities/read" },
  ].map(({ path, action }) => ({
    method: "GET" as const,
    path,
    action: `Microsoft.CognitiveServices/${action}`,
    answer: (request) =>
      answerFrom(surroundings.world.findSubscription(request.names), () => {
        const { location } = request.names;
        return listCapacities(request, location === "" ? surroundings.locations : [location], surroundings);
      }),
  }));

const listCapacities = (
  { query, names }: ManagementRequest,
  locations: readonly string[],
  { models, quotas }: CapacitySurroundings,
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
