import { defaultVersion } from "./azureModels";
import { knownAbility } from "./catalogueModels";

/** A deployment: the name that a customer chose, and what runs under it. */
export interface DeployedModel {
  name: string;
  /** Default: the deployment's name. */
  model?: string;
  version?: string;
  publisher?: string;
  sku?: { name: string; capacity: number };
  /** Such as `chatCompletion` or `embeddings`; by default what the catalogue knows of the model. */
  capabilities?: readonly string[];
  provisioningState?: string;
  isPaused?: boolean;
  tags?: Record<string, string>;
  /** Further properties that a caller may set, such as `raiPolicyName`. */
  settings?: Record<string, unknown>;
}

/** A deployment with everything that was left out filled in, and what is under way with it. */
export interface StoredDeployment extends Required<DeployedModel> {
  /** When its creation ends or ended; undefined for one that was there from the beginning. */
  createdAtMs?: number;
  /** When it was last changed. */
  changedAtMs?: number;
  /** When a deletion that is under way ends, or the life of one that does not last. */
  endsAtMs?: number;
}

/** Fills in what a deployment, or its mere name, leaves out. */
export const completeDeployment = (given: string | DeployedModel): StoredDeployment => {
  const deployment = typeof given === "string" ? { name: given } : given;
  const model = deployment.model ?? deployment.name;
  return {
    model,
    version: defaultVersion(model) ?? "2026-03-05",
    publisher: "OpenAI",
    sku: { name: "GlobalStandard", capacity: 50 },
    capabilities: capabilitiesOf(model),
    provisioningState: "Succeeded",
    isPaused: false,
    tags: {},
    settings: {
      versionUpgradeOption: "OnceNewDefaultVersionAvailable",
      raiPolicyName: "Microsoft.DefaultV2",
    },
    ...deployment,
  };
};

const capabilitiesOf = (model: string): string[] => {
  const ability = knownAbility(model) ?? "chat";
  if (ability === "chat") return ["chatCompletion", "responses"];
  if (ability === "embeddings") return ["embeddings"];
  return model.startsWith("gpt-image") ? ["imageGenerations"] : ["audio"];
};
