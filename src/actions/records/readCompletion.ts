import type { ChatCompletion } from "openai/resources/chat/completions";
import type { AnswerCheck } from "../../text/answerCheck";
import { parseAnswer } from "../../text/parseAnswer";

/** An answer that is as it has to be, or its text and what is wrong with it. */
export type Reading = { value: unknown } | { text: string; violations: string[] };

/** The text of a completion, whether or not it is a whole answer. */
export const textOf = (completion: ChatCompletion): string | null =>
  completion.choices[0]?.message?.content ?? null;

/**
 * Reads the answer to one record: text, or JSON that passes the check.
 * @throws Error that says why there is no whole answer: refused, filtered, cut off, or empty.
 */
export const readCompletion = (
  action: string,
  completion: ChatCompletion,
  check: AnswerCheck | undefined,
): Reading => {
  const [choice] = completion.choices;
  const { content, refusal } = choice?.message ?? {};
  if (refusal) throw new Error(`${action} got no answer: the model refused. ${refusal}`);
  if (choice?.finish_reason === "content_filter")
    throw new Error(
      `${action} was stopped by the content filter within the answer. Change the prompt, or the deployment's content filter.`,
    );
  if (choice?.finish_reason === "length")
    throw new Error(
      `${action} got an answer that is cut off at its greatest length. Raise Max Output Tokens, or ask for less.`,
    );
  const text = content ?? "";
  if (!check) {
    if (text.trim() === "") throw new Error(`${action} got an empty answer. Change the prompt.`);
    return { value: text };
  }
  const parsed = parseAnswer(text);
  if ("violation" in parsed) return { text, violations: [parsed.violation] };
  const violations = check(parsed.value);
  return violations.length > 0 ? { text, violations } : { value: parsed.value };
};
