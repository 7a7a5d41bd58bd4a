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
