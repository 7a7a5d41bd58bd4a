import { attachments, prices } from "../groups";
import type { StepCase } from "../stepCase";

/** A text, a text with a file, and a conversation. */
export const countTokens: StepCase = {
  required: { text: "Where was the 2020 World Series played?" },
  every: [
    { text: "Where was the 2020 World Series played?", model: "gpt-5.4", prices },
    { text: "Which order is open?", attachments },
    { messages: JSON.stringify([{ role: "user", content: "What is 6 times 7?" }]) },
  ],
};
