import type { ChatCompletion } from "openai/resources/chat/completions";
import { AzureOpenAIError } from "../../client/errors/errors";
import type { ModelAnswer } from "../../client/fallback/fallback";
import { outputTextOf } from "../../output/completion";
import type { ErrorParts } from "../../text/errorParts";
import { firstAnswer } from "../../text/firstAnswer";

type Answer = ModelAnswer<ChatCompletion>;

/** The error of a prompt whose answer has no text. It keeps the answer. */
export class EmptyAnswer extends AzureOpenAIError {
  constructor(
    parts: ErrorParts,
    kind: "contentFiltered" | "unexpectedResponse",
    readonly answer: Answer,
  ) {
    super(parts, { kind, status: 200, attempts: 1 });
  }
}

/**
 * Returns the answer if it has a text.
 * @throws EmptyAnswer that says why there is no text: refused, filtered, cut off before it began, or empty.
 */
export const answerWithText = (action: string, answer: Answer): Answer => {
  const { end, refusal } = firstAnswer(answer.answer);
  if (refusal?.trim())
    throw new EmptyAnswer(
      { what: `${action} got no answer: the model refused.`, sentence: refusal },
      "unexpectedResponse",
      answer,
    );
  if (outputTextOf(answer.answer).trim() !== "") return answer;
  switch (end) {
    case "content_filter":
      throw new EmptyAnswer(
        {
          what: `${action} was stopped by the content filter before it wrote anything.`,
          mend: "Change the prompt, or the deployment's content filter.",
        },
        "contentFiltered",
        answer,
      );
    case "length":
      throw new EmptyAnswer(
        {
          what: `${action} used up Max Output Tokens before it wrote anything.`,
          mend: "Raise that limit, or leave it empty.",
        },
        "unexpectedResponse",
        answer,
      );
    default:
      throw new EmptyAnswer(
        { what: `${action} got an answer without text.`, mend: "Change the prompt, or send it again." },
        "unexpectedResponse",
        answer,
      );
  }
};

/** The warning of an incomplete text; null for a complete one. */
export const cutOffWarning = (answer: Answer): string | null => {
  switch (firstAnswer(answer.answer).end) {
    case "content_filter":
      return "The content filter stopped the answer: the text is not whole.";
    case "length":
      return "The answer is cut off at its greatest length: raise Max Output Tokens, or ask for less.";
    default:
      return null;
  }
};
