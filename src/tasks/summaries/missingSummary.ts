import type { ChatCompletion } from "openai/resources/chat/completions";
import type { AzureOpenAIError } from "../../client/errors/errors";
import { firstAnswer } from "../../text/firstAnswer";
import { unusableAnswer } from "../prompts/unusableAnswer";

const filterMend = "Change the text, or the deployment's content filter.";

/** The error of an answer without a summary. */
export const missingSummary = (action: string, completion: ChatCompletion): AzureOpenAIError => {
  const { end, refusal } = firstAnswer(completion);
  switch (end) {
    case "content_filter":
      return unusableAnswer(
        { what: `${action} was stopped by the content filter before it wrote anything.`, mend: filterMend },
        "contentFiltered",
      );
    case "length":
      return unusableAnswer({
        what: `${action} used up Max Output Tokens before it wrote anything.`,
        mend: "Raise that limit, or leave it empty.",
      });
    default:
      return unusableAnswer({
        what: `${action} got an answer without text.`,
        ...(refusal === undefined ? { mend: "Run the step again." } : { sentence: refusal }),
      });
  }
};

/** The error of an incomplete summary; undefined for a complete one. */
export const cutSummary = (action: string, completion: ChatCompletion): AzureOpenAIError | undefined => {
  switch (firstAnswer(completion).end) {
    case "content_filter":
      return unusableAnswer(
        {
          what: `${action} was stopped by the content filter within the summary: its text is not whole.`,
          mend: filterMend,
        },
        "contentFiltered",
      );
    case "length":
      return unusableAnswer({
        what: `${action} got a summary that is cut off at its greatest length.`,
        mend: "Choose smaller parts by Tokens per Part, or raise Max Output Tokens.",
      });
    default:
      return undefined;
  }
};
