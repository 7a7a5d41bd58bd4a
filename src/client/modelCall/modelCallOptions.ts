/**
 * What is done to a step's requests that run a model, each part by a stage of its own. An absent part leaves requests
 * as they are.
 */
export interface ModelCallOptions {
  /** Sends a request again without the parameters that a model refuses. */
  readonly adaptParameters?: boolean | undefined;
}
