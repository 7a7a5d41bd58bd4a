import { bulkOptions, fallbacks, modelSettings, prices, redact, requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

const categories = [
  { key: "Billing", value: "Invoices, payments and refunds" },
  { key: "Access", value: "Passwords, accounts and logins" },
];

/** One text, and several of which one is empty, one fits no category, and the content filter refuses one. */
export const classifyText: StepCase = {
  required: { text: "My last invoice is wrong.", categories },
  every: [
    { text: "The payment for my last invoice was taken twice.", categories },
    {
      model: "gpt-5.4",
      texts: JSON.stringify([
        "I can't reach my account, and the invoice is late.",
        "",
        "Nice weather.",
        "forbidden-content",
      ]),
      categories,
      instructions: "A text about money is Billing.",
      mostCategories: "2",
      ...fallbacks,
      modelSettings,
      bulkOptions,
      prices,
      redact,
      requestOptions,
    },
  ],
};
