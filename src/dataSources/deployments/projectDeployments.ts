import type { ListClient } from "../../client/createListClient";
import type { Deployment } from "./deployment";

/** A deployment in a Foundry project's list. */
interface ProjectDeployment {
  name: string;
  type?: string;
  modelName?: string;
  modelVersion?: string;
  capabilities?: Record<string, unknown>;
  sku?: { name?: string };
}

/** The deployments of a Foundry project. */
export const listProjectDeployments = async ({ list }: ListClient): Promise<Deployment[]> => {
  const entries = await list<ProjectDeployment>("/deployments?api-version=v1");
  return entries
    .filter(({ type = "ModelDeployment" }) => type === "ModelDeployment")
    .map(({ name, modelName, modelVersion, capabilities, sku }) => ({
      name,
      model: modelName,
      version: modelVersion,
      sku: sku?.name,
      capabilities,
    }));
};
