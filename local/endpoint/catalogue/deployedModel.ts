import { knownAbility } from "./modelRoutes";

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
}

/** A deployment with everything that was left out filled in. */
type CompleteDeployment = Required<DeployedModel>;

/** Fills in what a deployment, or its mere name, leaves out. */
export const completeDeployment = (given: string | DeployedModel): CompleteDeployment => {
  const deployment = typeof given === "string" ? { name: given } : given;
  const model = deployment.model ?? deployment.name;
  return {
    model,
    version: "2026-03-05",
    publisher: "OpenAI",
    sku: { name: "GlobalStandard", capacity: 50 },
    capabilities: capabilitiesOf(model),
    provisioningState: "Succeeded",
    ...deployment,
  };
};

/** The name of a deployment, however it was given. */
export const deploymentName = (given: string | DeployedModel): string =>
  typeof given === "string" ? given : given.name;

const capabilitiesOf = (model: string): string[] => {
  const ability = knownAbility(model) ?? "chat";
  if (ability === "chat") return ["chatCompletion", "responses"];
  if (ability === "embeddings") return ["embeddings"];
  return model.startsWith("gpt-image") ? ["imageGenerations"] : ["audio"];
};
