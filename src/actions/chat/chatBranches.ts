import type { ChatCompletion, ChatCompletionMessageParam } from "openai/resources/chat/completions";
import { completionProperties } from "../../output/completion";
import { contentFilterOfRefusal } from "../../output/contentFilter";
import { type ItemError, itemErrorShape } from "../../output/itemError";
import { type AnswerOutcome, outcomeWords } from "../../output/outcome";
import { objectOf, type Shape, serviceObject, text } from "../../output/shape";
import type { UsageCounter } from "../../output/usage";
import type { ChatReply } from "../../tasks/answers/askChat";
import type { FailedOutcome, Settled } from "../../tasks/answers/settleAnswer";
import { type ChatOutput, chatProperties, exampleChat, showChat } from "./chat";

const own = {
  ...chatProperties,
  outcome: text<AnswerOutcome | FailedOutcome>(`${outcomeWords}, rateLimited or failed`),
  error: itemErrorShape,
};

/** The data of a branch: what Create Chat Completion gives, or why there is no answer. */
type BranchData = Omit<ChatOutput, "outcome" | keyof ChatCompletion> &
  Partial<ChatCompletion> & { outcome: AnswerOutcome | FailedOutcome; error: ItemError | null };

const answerShape: Shape<BranchData> = serviceObject<Partial<ChatCompletion>>()(completionProperties, own);
const errorShape: Shape<BranchData> = objectOf(own);

/** The branches, with the data of each. The service may refuse before it answers where it filters or cuts off. */
export const chatBranches = {
  Answered: answerShape,
  "Tool Call": answerShape,
  Truncated: answerShape,
  Filtered: answerShape,
  Refused: answerShape,
  "Rate Limited": errorShape,
  Failed: errorShape,
};

const branches: Readonly<Record<BranchData["outcome"], keyof typeof chatBranches>> = {
  answered: "Answered",
  toolCall: "Tool Call",
  truncated: "Truncated",
  filtered: "Filtered",
  refused: "Refused",
  rateLimited: "Rate Limited",
  failed: "Failed",
};

/** Makes the output of a reply or of an error, and chooses its branch. */
export const showBranch = (
  settled: Settled<ChatReply>,
  messages: ChatCompletionMessageParam[],
  usage: UsageCounter,
): { branch: string; data: BranchData } => {
  const data: BranchData =
    "reply" in settled
      ? { error: null, ...showChat(settled.reply, messages, usage) }
      : {
          ...{ output_text: settled.text, outcome: settled.outcome, error: settled.error },
          ...{ parsed: null, tool_calls: [], messages },
          ...usage.shown(),
          contentFilter: contentFilterOfRefusal(settled.error),
          warnings: [],
        };
  return { branch: branches[data.outcome], data };
};

/** Example of the output. */
export const exampleBranch = { branch: "Answered", data: { error: null, ...exampleChat } };
