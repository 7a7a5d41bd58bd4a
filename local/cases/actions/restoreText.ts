import type { StepCase } from "../stepCase";

const map = JSON.stringify([{ mark: "[EMAIL_1]", kind: "email", value: "ada@example.com" }]);

/** A text, and JSON of an earlier step. */
export const restoreText: StepCase = {
  required: { text: "Write to [EMAIL_1].", map },
  every: [{ text: JSON.stringify({ to: "[EMAIL_1]" }), map }],
};
