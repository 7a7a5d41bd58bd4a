import type { ErrorKind } from "../../client/errors/errors";
import type { AnswerCheck } from "../../text/answerCheck";
import { type AnswerEnd, firstAnswer } from "../../text/firstAnswer";
import { fieldsOf } from "../../text/isObject";
import { parseAnswer } from "../../text/parseAnswer";
import { withoutThoughts } from "../../text/withoutThoughts";
import { unusableAnswer } from "../prompts/unusableAnswer";

/** A valid answer, or its text and what is wrong with it. */
type Reading = { value: unknown } | { text: string; violations: string[] };

/** How an answer's object is checked, and changed before. */
interface Form {
  check: AnswerCheck;
  settle?(value: unknown): unknown;
}

const readForm = (text: string, { check, settle = (value) => value }: Form): Reading => {
  const parsed = parseAnswer(text);
  if ("violation" in parsed) return { text, violations: [parsed.violation] };
  const violations = check(settle(parsed.checked));
  return violations.length > 0 ? { text, violations } : { value: settle(parsed.value) };
};

const thoughtsOf = (answer: unknown): string => {
  const { choices } = fieldsOf(answer);
  const { message } = fieldsOf(Array.isArray(choices) ? choices[0] : undefined);
  const { reasoning_content: content, reasoning } = fieldsOf(message);
  return [content, reasoning].find((one) => typeof one === "string") ?? "";
};

/**
 * Reads data that stand where the thoughts belong, in an answer without a text: some servers put the whole answer of a
 * reasoning model there. Undefined where nothing there is in the form.
 */
export const readHidden = (answer: unknown, form: Form): { value: unknown } | undefined => {
  const { text, refusal, end } = firstAnswer(answer);
  if (text?.trim() || refusal || end) return undefined;
  const hidden = readForm(thoughtsOf(answer), form);
  return "value" in hidden ? hidden : undefined;
};

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
export const readAnswer = (action: string, answer: unknown, form: Form | undefined): Reading => {
  const { text: given, refusal, end } = firstAnswer(answer);
  const text = given ?? "";
  if (refusal)
    throw unusableAnswer({ what: `${action} got no answer: the model refused.`, sentence: refusal });
  if (end) {
    const [what, mend, kind] = endings[end];
    throw unusableAnswer({ what: `${action} ${what}`, mend }, kind);
  }
  if (!form) {
    const said = withoutThoughts(text);
    if (said.trim() === "")
      throw unusableAnswer({ what: `${action} got an empty answer.`, mend: "Change the prompt." });
    return { value: said };
  }
  return readHidden(answer, form) ?? readForm(text, form);
};
