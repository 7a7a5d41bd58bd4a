import { requestOptions } from "../groups";
import { createdResponse } from "../preparations";
import type { TriggerCase } from "../stepCase";

/** A response in the background that ends between two polls. */
export const responseFinished: TriggerCase = {
  required: {},
  every: [{ statuses: ["completed", "failed"], requestOptions }],
  prepare: createdResponse,
};
