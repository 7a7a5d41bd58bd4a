import { refuseInput } from "../../text/InputError";
import type { ModelsEndpoint } from "./endpoint";

/** What a step uses its model for. */
export interface ModelPurpose {
  /** Operations of such models, as at the end of a pasted target URI. */
  operations: readonly string[];
  /** The model to use on OpenAI where none is named. */
  openAIModel: string;
  /** True where the connection's default model serves this purpose. */
  takesDefault: boolean;
}

/** What a connection says of models. */
interface ModelPlace {
  endpoint: ModelsEndpoint;
  /** The connection's Default Model / Deployment, or "". */
  defaultModel: string;
}

/** The name of a model or deployment, and its origin where the step does not name it. */
export interface ChosenModel {
  name: string;
  origin?: string;
}

/**
 * The model of a step: its own input, else the connection's default, else the deployment of a pasted target URI
 * (unless the URI is for another operation), else OpenAI's. Undefined where there is none.
 */
export const chooseModel = (
  { endpoint, defaultModel }: ModelPlace,
  model: string | undefined,
  { operations, openAIModel, takesDefault }: ModelPurpose,
): ChosenModel | undefined => {
  if (model) return { name: model };
  if (takesDefault && defaultModel)
    return { name: defaultModel, origin: "the Default Model / Deployment of the connection" };
  const { deployment, operation, host } = endpoint;
  if (deployment && (operation === undefined || operations.includes(operation)))
    return { name: deployment, origin: "which Endpoint names" };
  return host === "openai" ? { name: openAIModel, origin: "the default for OpenAI" } : undefined;
};

/**
 * The model of a step.
 * @throws InputError that names the places to enter one.
 */
export const requireModel = (
  place: ModelPlace,
  model: string | undefined,
  purpose: ModelPurpose,
): ChosenModel => {
  const chosen = chooseModel(place, model, purpose);
  if (chosen) return chosen;
  const other = purpose.takesDefault
    ? "Default Model / Deployment"
    : "the target URI of its deployment as Endpoint";
  return refuseInput(
    "Model / Deployment Name",
    "it is empty.",
    `Enter a deployment or model in the step, or ${other} in the connection.`,
  );
};
