/** The API that chat requests are sent to; automatic: the other one where a deployment refuses the first. */
type ApiMode = "chat" | "responses" | "automatic";

/**
 * What is done to a step's requests that run a model, each part by a stage of its own. An absent part leaves requests
 * as they are.
 */
export interface ModelCallOptions {
  /** automatic where absent. */
  readonly apiMode?: ApiMode;
  /** True asks for every answer as a stream. */
  readonly streamInternally?: boolean;
}
