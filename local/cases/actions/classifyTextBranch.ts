import { fallbacks, modelSettings, prices, redact, requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

const categories = [
  { key: "Billing", value: "Invoices, payments and refunds" },
  { key: "Access", value: "Passwords, accounts and logins" },
];

/** A text for a branch, and one for Else. */
export const classifyTextBranch: StepCase = {
  required: { text: "My last invoice is wrong.", categories },
  every: [
    { text: "Nice weather.", categories },
    {
      model: "gpt-5.4",
      text: "I can't reach my account.",
      categories,
      instructions: "A text about money is Billing.",
      ...fallbacks,
      modelSettings,
      prices,
      redact,
      requestOptions,
    },
  ],
};
