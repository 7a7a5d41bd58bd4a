import { requestOptions } from "../groups";
import { createdResponse } from "../preparations";
import type { StepCase } from "../stepCase";

/** A response in the background that has ended. */
export const getResponse: StepCase = {
  required: { responseId: "resp_abc123" },
  every: [{ responseId: "resp_abc123", include: ["web_search_call.action.sources"], requestOptions }],
  prepare: createdResponse,
};
