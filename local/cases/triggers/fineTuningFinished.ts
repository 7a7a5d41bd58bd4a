import { requestOptions } from "../groups";
import { createdJob } from "../preparations";
import type { TriggerCase } from "../stepCase";

/** A job that ends between two polls. */
export const fineTuningFinished: TriggerCase = {
  required: {},
  every: [{ statuses: ["succeeded", "failed"], includeEarlier: "true", requestOptions }],
  prepare: createdJob,
};
