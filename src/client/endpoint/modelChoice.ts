import type { ModelsEndpoint } from "./endpoint";

/** What a step uses its model for. */
export interface ModelPurpose {
  /** What the form has for a model when nobody changed it. */
  defaultModel: string;
  /** The operations that such a model is called by, as a pasted target URI ends in them. */
  operations: readonly string[];
}

/**
 * The model that a step calls: what the form says. Where a target URI was pasted as the endpoint, the deployment
 * that it names stands in for a model that is at its default, unless the URI is for another operation.
 */
export const chooseModel = (
  { deployment, operation }: ModelsEndpoint,
  model: string,
  { defaultModel, operations }: ModelPurpose,
): string => {
  const isFitting = operation === undefined || operations.includes(operation);
  return model === defaultModel && deployment && isFitting ? deployment : model;
};
