const lastDay = "2027-01-06";

/**
 * What OpenAI has announced of the end of its fine-tuning (its guides, May 2026): no new organizations since
 * 2026-05-07, none without a recent call since 2026-07-02, no new jobs from 2027-01-06 on.
 */
export const fineTuningClosing = (nowMs: number): string =>
  nowMs < Date.parse(lastDay)
    ? `OpenAI closes fine-tuning: it takes new jobs only from organizations that called a fine-tuned model within the last 60 days, and none from ${lastDay} on.`
    : `OpenAI takes no new fine-tuning jobs since ${lastDay}; fine-tuned models answer until their base models retire.`;
