import type { SkuOffer } from "../../../catalogue/azureModels";
import type { StoredDeployment } from "../../../catalogue/deployedModel";
import type { AccountPlace } from "../managedResources";
import { versionWithStates } from "./readDeployment";

/** What is shown of a deployment beside what the store keeps. */
interface DeploymentView {
  /** The state of what is under way; undefined when nothing is. */
  underWay: string | undefined;
  apiVersion: string;
}

/** A deployment as Resource Manager shows it. */
export const showDeployment = (
  { id }: AccountPlace,
  deployment: StoredDeployment,
  { underWay, apiVersion }: DeploymentView,
) => {
  const { name, model, version, publisher, sku, capabilities, settings, tags, isPaused } = deployment;
  const { source, ...further } = settings;
  const knowsStates = apiVersion >= versionWithStates;
  return {
    id: `${id}/deployments/${name}`,
    type: "Microsoft.CognitiveServices/accounts/deployments",
    name,
    etag: '"00000000-0000-0000-0000-000000000000"',
    systemData: systemDataOf(deployment),
    sku,
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    properties: {
      model: { format: publisher, name: model, version, ...(source === undefined ? {} : { source }) },
      ...further,
      currentCapacity: sku.capacity,
      capabilities: Object.fromEntries(capabilities.map((capability) => [capability, "true"])),
      provisioningState: underWay ?? deployment.provisioningState,
      ...(knowsStates ? { deploymentState: isPaused ? "Paused" : "Running" } : {}),
      rateLimits: [
        { key: "request", renewalPeriod: 10, count: sku.capacity },
        { key: "token", renewalPeriod: 60, count: sku.capacity * 1000 },
      ],
    },
  };
};

const systemDataOf = ({ changedAtMs = 0, createdAtMs = changedAtMs }: StoredDeployment) => ({
  createdByType: "Application",
  createdAt: new Date(createdAtMs).toISOString(),
  lastModifiedByType: "Application",
  lastModifiedAt: new Date(changedAtMs).toISOString(),
});

/** A way that a deployment could be changed to. */
export const skuEntry = ({ name, minimum, maximum, step, ...offer }: SkuOffer) => ({
  resourceType: "Microsoft.CognitiveServices/accounts/deployments",
  sku: { name },
  capacity: { minimum, maximum, step, default: offer.default },
});
