import type { Budget } from "./spending/Budget";

/**
 * What is done to a step's requests that run a model, each part by a stage of its own. An absent part leaves requests
 * as they are.
 */
export interface ModelCallOptions {
  /** Limits on what the step's answers use. */
  readonly budget?: Budget | undefined;
  /** Sends a request again without the parameters that a model refuses. */
  readonly adaptParameters?: boolean | undefined;
}
