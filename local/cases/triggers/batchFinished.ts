import { requestOptions } from "../groups";
import { createdBatch } from "../preparations";
import type { TriggerCase } from "../stepCase";

/** A batch that ends between two polls. */
export const batchFinished: TriggerCase = {
  required: {},
  every: [{ statuses: ["completed", "failed"], includeEarlier: "true", requestOptions }],
  prepare: createdBatch,
};
