import type { ChatCompletion } from "openai/resources/chat/completions";
import type { AnswerCheck } from "../../text/answerCheck";
import { firstAnswer } from "../../text/firstAnswer";
import { parseAnswer } from "../../text/parseAnswer";
import { withoutThoughts } from "../../text/withoutThoughts";

/** An answer that is as it has to be, or its text and what is wrong with it. */
type Reading = { value: unknown } | { text: string; violations: string[] };

/** The text of a completion as it came, whether or not it is a whole answer; null for a completion without a text. */
export const textOf = (completion: ChatCompletion): string | null => firstAnswer(completion).text;

/** What is said of an answer that is not a whole one. */
const endings = {
  content_filter:
    "was stopped by the content filter within the answer. Change the prompt, or the deployment's content filter.",
  length: "got an answer that is cut off at its greatest length. Raise Max Output Tokens, or ask for less.",
  error: "got an answer that broke off, since the model's server failed. Run the step again for this record.",
};

/**
 * Reads the answer to one record: text without thoughts before it, or JSON that passes the check.
 * @throws Error that says why there is no whole answer: refused, filtered, cut off, or empty.
 */
export const readCompletion = (
  action: string,
  completion: ChatCompletion,
  check: AnswerCheck | undefined,
): Reading => {
  const { text: given, refusal, end } = firstAnswer(completion);
  const text = given ?? "";
  if (refusal) throw new Error(`${action} got no answer: the model refused. ${refusal}`);
  if (end) throw new Error(`${action} ${endings[end]}`);
  if (!check) {
    const answer = withoutThoughts(text);
    if (answer.trim() === "") throw new Error(`${action} got an empty answer. Change the prompt.`);
    return { value: answer };
  }
  const parsed = parseAnswer(text);
  if ("violation" in parsed) return { text, violations: [parsed.violation] };
  const violations = check(parsed.checked);
  return violations.length > 0 ? { text, violations } : { value: parsed.value };
};
