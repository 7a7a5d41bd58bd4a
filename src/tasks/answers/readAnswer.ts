import type { ErrorKind } from "../../client/errors/errors";
import type { AnswerCheck } from "../../text/answerCheck";
import { type AnswerEnd, firstAnswer } from "../../text/firstAnswer";
import { parseAnswer } from "../../text/parseAnswer";
import { withoutThoughts } from "../../text/withoutThoughts";
import { unusableAnswer } from "../prompts/unusableAnswer";

/** A valid answer, or its text and what is wrong with it. */
type Reading = { value: unknown } | { text: string; violations: string[] };

/** Sentences on incomplete answers. */
const endings: Readonly<Record<AnswerEnd, readonly [what: string, mend: string, kind: ErrorKind]>> = {
  content_filter: [
    "was stopped by the content filter within the answer.",
    "Change the prompt, or the deployment's content filter.",
    "contentFiltered",
  ],
  length: [
    "got an answer that is cut off at its greatest length.",
    "Raise Max Output Tokens, or ask for less.",
    "unexpectedResponse",
  ],
  error: ["got an answer that broke off, since the model's server failed.", "Run the step again.", "service"],
};

/**
 * Reads an answer of chat or of the Responses API: its text without thoughts, or JSON that passes the check.
 * @throws AzureOpenAIError that says why there is no complete answer: refused, filtered, cut off, or empty.
 */
export const readAnswer = (action: string, answer: unknown, check: AnswerCheck | undefined): Reading => {
  const { text: given, refusal, end } = firstAnswer(answer);
  const text = given ?? "";
  if (refusal)
    throw unusableAnswer({ what: `${action} got no answer: the model refused.`, sentence: refusal });
  if (end) {
    const [what, mend, kind] = endings[end];
    throw unusableAnswer({ what: `${action} ${what}`, mend }, kind);
  }
  if (!check) {
    const said = withoutThoughts(text);
    if (said.trim() === "")
      throw unusableAnswer({ what: `${action} got an empty answer.`, mend: "Change the prompt." });
    return { value: said };
  }
  const parsed = parseAnswer(text);
  if ("violation" in parsed) return { text, violations: [parsed.violation] };
  const violations = check(parsed.checked);
  return violations.length > 0 ? { text, violations } : { value: parsed.value };
};
