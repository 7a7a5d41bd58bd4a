import type { RedactionRules } from "../../text/redaction/redactionRules";

/**
 * What is done to a step's requests that run a model, each part by a stage of its own. An absent part leaves requests
 * as they are.
 */
export interface ModelCallOptions {
  /** What is masked in requests, and put back into their answers. */
  readonly redact?: RedactionRules | undefined;
  /** The API that chat requests are sent to; automatic, where absent: the other one where a deployment refuses chat. */
  readonly apiMode?: "chat" | "responses" | "automatic" | undefined;
  /** True asks for every answer as a stream. */
  readonly streamInternally?: boolean | undefined;
  /** Sends a request again without the parameters that a model refuses. */
  readonly adaptParameters?: boolean | undefined;
  /** The service tier that was asked for: an answer in another one is told. */
  readonly serviceTier?: string | undefined;
}
