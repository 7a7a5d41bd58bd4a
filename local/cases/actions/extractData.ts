import { attachments, fallbacks, modelSettings, prices, redact, requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

/** An invoice as text, and as a file. */
export const extractData: StepCase = {
  required: { text: "Invoice 2026-117: 48.50 EUR", answerSchema: '{"number": "", "total": 48.5}' },
  every: [
    {
      text: "Invoice 2026-117 of 2026-12-01: 48.50 EUR for a desk lamp.",
      answerSchema: '{"number": "2026-117", "total": 48.5, "dueDate": "2026-12-24"}',
      instructions: "Dates as 2026-12-24.",
    },
    {
      model: "gpt-5.4",
      answerSchema: JSON.stringify({
        type: "object",
        properties: { order: { type: "integer" }, items: { type: "array", items: { type: "string" } } },
        required: ["order"],
      }),
      ...fallbacks,
      attachments,
      modelSettings,
      prices,
      redact,
      requestOptions,
    },
  ],
};
