import type { FallbackReport } from "../client/fallback";
import { listOf, type OutputProperty, objectOf } from "./outputOf";

const deploymentProperties: Record<string, OutputProperty> = {
  connection: { type: "string", description: "The label of the input that names its connection" },
  endpoint: { type: "string" },
  deployment: { type: "string" },
};

/** Schema of which deployment answered, and why others did not; an output has it where its step has fallbacks. */
export const fallbackSchema = objectOf({
  answeredBy: objectOf(deploymentProperties),
  passedOver: listOf(objectOf({ ...deploymentProperties, reason: { type: "string" } })),
});

/** A fallback that answered, as examples show it. */
export const exampleFallback: FallbackReport = {
  answeredBy: {
    connection: "Connection",
    endpoint: "https://my-resource.openai.azure.com/openai/v1",
    deployment: "gpt-5.4-mini",
  },
  passedOver: [
    {
      connection: "Connection",
      endpoint: "https://my-resource.openai.azure.com/openai/v1",
      deployment: "gpt-5.4",
      reason:
        "Create Chat Completion met an error of the service (status 500, 4 attempts). Run the step again; if that goes on, look at the service's status page.",
    },
  ],
};
