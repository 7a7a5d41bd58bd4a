import type { RedactionRules } from "../../text/redaction/redactionRules";

/**
 * What is done to a step's requests that run a model, each part by a stage of its own. An absent part leaves requests
 * as they are.
 */
export interface ModelCallOptions {
  /** What is masked in requests, and put back into their answers. */
  readonly redact?: RedactionRules | undefined;
  /** Sends a request again without the parameters that a model refuses. */
  readonly adaptParameters?: boolean | undefined;
}
