import { requestOptions } from "../groups";
import { createdResponse } from "../preparations";
import type { StepCase } from "../stepCase";

/** A response that the service keeps. */
export const deleteResponse: StepCase = {
  required: { responseId: "resp_abc123" },
  every: [{ responseId: "resp_abc123", requestOptions }],
  prepare: createdResponse,
};
