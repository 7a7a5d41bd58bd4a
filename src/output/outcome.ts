import { firstAnswer } from "../text/firstAnswer";
import { text } from "./shape";

/** How an answer ended. */
export type AnswerOutcome = "answered" | "toolCall" | "truncated" | "filtered" | "refused";

/** What the outcomes of an answer are, for the description of an output. */
export const outcomeWords = "answered, toolCall, truncated (or empty), filtered, refused";

/** Shape of the outcome of an answer. */
export const outcomeShape = text<AnswerOutcome>(`How the answer ended: ${outcomeWords}`);

/**
 * How an answer ended, by what it holds before what it says: servers give other reasons for an end than the real one.
 * @param hasCalls - whether the model asks for tools
 */
export const outcomeOf = (answer: unknown, hasCalls: boolean): AnswerOutcome => {
  const { text: said, refusal, end } = firstAnswer(answer);
  if (end === "content_filter") return "filtered";
  if (refusal?.trim()) return "refused";
  if (end !== undefined) return "truncated";
  if (hasCalls) return "toolCall";
  return said?.trim() ? "answered" : "truncated";
};
