import { requestOptions } from "../groups";
import { createdResponse } from "../preparations";
import type { StepCase } from "../stepCase";

/** A response in the background that is under way. */
export const cancelResponse: StepCase = {
  required: { responseId: "resp_abc123" },
  every: [{ responseId: "resp_abc123", requestOptions }],
  prepare: createdResponse,
  needs: "unendingBatches",
};
