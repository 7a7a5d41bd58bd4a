import { redact } from "../groups";
import type { StepCase } from "../stepCase";

/** Texts with values of every kind. */
export const redactText: StepCase = {
  required: { text: "Ada wrote from ada@example.com." },
  every: [
    {
      ...redact,
      text: "Ada Lovelace, CUST-123456, ada@example.com, +44 20 7946 0958, 10.0.0.1, DE89370400440532013000",
      map: JSON.stringify([{ mark: "[EMAIL_1]", kind: "email", value: "ada@example.com" }]),
    },
  ],
};
