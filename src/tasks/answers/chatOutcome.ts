import { type AnswerOutcome, outcomeOf } from "../../output/outcome";
import type { AnswerForm } from "./askInForm";
import { readHidden } from "./readAnswer";
import { asksForTools } from "./readToolCalls";

/** How an answer of chat ended. One without a text, whose data in the form stand among its thoughts, has answered. */
export const chatOutcome = (answer: unknown, form: AnswerForm | undefined): AnswerOutcome => {
  const outcome = outcomeOf(answer, asksForTools(answer));
  return outcome === "truncated" && form && readHidden(answer, form) ? "answered" : outcome;
};
