import { refuseInput } from "../../text/InputError";
import type { ModelsEndpoint } from "./endpoint";

/** What a step uses its model for. */
export interface ModelPurpose {
  /** The operations that such a model is called by, as a pasted target URI ends in them. */
  operations: readonly string[];
  /** The model of OpenAI where nobody names one. */
  openAIModel: string;
  /** True where the default of the connection is for such work. */
  takesDefault: boolean;
}

/** What a connection says of models. */
interface ModelPlace {
  endpoint: ModelsEndpoint;
  /** The connection's Default Model / Deployment, or "". */
  defaultModel: string;
}

/** The name of a model or deployment, and where it comes from when the step does not name it. */
export interface ChosenModel {
  name: string;
  origin?: string;
}

/**
 * The model that a step calls: what it names, else the default of its connection, else the deployment that a pasted
 * target URI names, unless the URI is for another operation, else OpenAI's; undefined where nobody names one.
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
 * The model that a step calls.
 * @throws Error that names the places to enter one.
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
