import {
  answerForm,
  attachments,
  fallbacks,
  modelSettings,
  redact,
  requestOptions,
  toolSettings,
} from "../groups";
import type { StepCase } from "../stepCase";

/** Questions with one right answer. */
export const createChatCompletion: StepCase = {
  required: { userPrompt: "What is 6 times 7?" },
  every: [
    {
      messages: JSON.stringify([{ role: "user", content: "What is 6 times 7?" }]),
      temperature: "0.2",
      numChoices: "2",
    },
    {
      model: "gpt-5.4",
      systemPrompt: "Answer in one sentence.",
      userPrompt: "Where was the 2020 World Series played?",
      topP: "0.1",
      ...fallbacks,
      attachments,
      answerForm,
      toolSettings,
      modelSettings,
      redact,
      requestOptions,
    },
  ],
};
