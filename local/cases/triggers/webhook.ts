import { requestOptions } from "../groups";
import type { TriggerCase } from "../stepCase";

/** A batch that the service reports as ended, with a secret of the builder's own and with one of the service's. */
export const webhook: TriggerCase = {
  required: {},
  every: [
    { eventTypes: ["batch.completed"], requestOptions },
    { signingSecret: "whsec_ZXhhbXBsZSBzaWduaW5nIHNlY3JldCBvZiBhIGNhc2U=" },
  ],
  deliveries: [
    {
      id: "evt_6f0a1b",
      object: "event",
      type: "batch.completed",
      created_at: 1_795_253_400,
      data: { id: "batch_7f1c0a" },
    },
  ],
};
