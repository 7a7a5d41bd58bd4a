import { outputLimitReached } from "../../client/answer/outputLimit";
import { isConnectionProblem, isOwnError, type OwnError } from "../../client/errors/errors";
import { type ItemError, itemError } from "../../output/itemError";
import type { AnswerOutcome } from "../../output/outcome";
import { WrongForm } from "./askInForm";

/** How a question ended that got no answer. */
export type FailedOutcome = Extract<AnswerOutcome, "filtered" | "truncated"> | "rateLimited" | "failed";

/** The reply to a question, or why there is none. */
export type Settled<Reply> = { reply: Reply } | { outcome: FailedOutcome; error: ItemError; text: string };

const outcomeOfError = ({ kind, reason, sentence = "" }: OwnError): FailedOutcome => {
  if (kind === "contentFiltered") return "filtered";
  if (outputLimitReached.test(sentence)) return "truncated";
  return kind === "rateLimited" && reason !== "account" ? "rateLimited" : "failed";
};

/** What had come of an answer: of one that broke off, or that was in another form than the one asked for. */
const textOf = (error: OwnError): string =>
  error instanceof WrongForm ? error.text : (error.partialText ?? "");

/**
 * Runs what asks a model, and gives its error as data.
 * @throws what a change of the form or of the connection mends, and the cancelling of the step.
 */
export const settleAnswer = async <Reply>(ask: () => Promise<Reply>): Promise<Settled<Reply>> => {
  try {
    return { reply: await ask() };
  } catch (error) {
    if (!isOwnError(error) || isConnectionProblem(error) || error.limit === "cancelled") throw error;
    return { outcome: outcomeOfError(error), error: itemError(error), text: textOf(error) };
  }
};
