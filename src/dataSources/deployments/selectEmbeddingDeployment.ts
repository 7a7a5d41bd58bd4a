import { deploymentPicker } from "./deploymentPicker";

/** The deployments that turn text into vectors. */
export const selectEmbeddingDeployment = deploymentPicker("embeddings", {
  label: "Select Embedding Deployment",
  description: "Select one of the deployments or models that make embeddings.",
  example: { name: "my-embeddings", model: "text-embedding-3-large", version: "1", sku: "Standard" },
});
