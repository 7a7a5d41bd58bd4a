import type { StepCase } from "../stepCase";
import { createChatCompletion } from "./createChatCompletion";

/** The questions of Create Chat Completion, and one whose answer ends in another way. */
export const createChatCompletionBranch: StepCase = {
  ...createChatCompletion,
  every: [...createChatCompletion.every, { userPrompt: "Say forbidden-content." }],
  sometimes: ["id", "object", "created", "model", "choices", "usage"],
};
