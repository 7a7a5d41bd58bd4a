import { dataSource } from "@prismatic-io/spectral";
import { deploymentChoices } from "./deployments/deploymentChoices";
import { deploymentInputs } from "./deployments/deploymentInputs";

const label = "Select Embedding Deployment";

/** The deployments that turn text into vectors. */
export const selectEmbeddingDeployment = dataSource({
  display: { label, description: "Select one of the deployments or models that make embeddings." },
  inputs: deploymentInputs,
  dataSourceType: "picklist",
  perform: (context, params) => deploymentChoices(context, { ...params, label, ability: "embeddings" }),
  examplePayload: {
    result: [{ key: "my-embeddings", label: "my-embeddings (text-embedding-3-large 1, Standard)" }],
  },
});
