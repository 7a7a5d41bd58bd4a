import type OpenAI from "openai";
import { outputLimitReached } from "../../client/answer/outputLimit";
import { isOwnError } from "../../client/errors/errors";
import { chatPurpose } from "../../inputs/model";
import { usageOfRefused } from "../../output/itemError";
import type { UsageCounter } from "../../output/usage";
import type { Ask } from "../../pacing/runPacedCalls";
import { readPromptFilter, readRefusedPrompt } from "../../text/moderation/readPromptFilter";
import type { Judgment, Thresholds } from "../../text/moderation/verdict";
import type { Judge, Piece } from "./judge";

/** The answer is of no interest: this is the least that all APIs take. */
const mostTokens = 16;
/** Enough for a model that thinks first, and refuses where it can't end. */
const mostWithThoughts = 4096;

type Messages = Array<OpenAI.ChatCompletionUserMessageParam>;

/** Asks for the shortest answer that the model gives. */
const askShortly = async (ask: Ask, messages: Messages) => {
  const askFor = (tokens: number) =>
    ask((openai, model) =>
      openai.chat.completions.create({ model, messages, max_completion_tokens: tokens }),
    );
  try {
    return await askFor(mostTokens);
  } catch (error) {
    if (!isOwnError(error) || !outputLimitReached.test(error.sentence ?? "")) throw error;
    return askFor(mostWithThoughts);
  }
};

const contentOf = ({ kind, content }: Piece) =>
  kind === "text" ? content : [{ type: "image_url" as const, image_url: { url: content } }];

/** What the filter says by its refusal, which is an answer here; any other error is thrown on. */
const refused = (error: unknown, usage: UsageCounter, thresholds: Thresholds): Judgment => {
  const paid = usageOfRefused({ status: "failed", error });
  if (paid) usage.add(paid);
  if (!isOwnError(error) || error.kind !== "contentFiltered") throw error;
  return readRefusedPrompt(error.filterFindings ?? [], thresholds);
};

/** The content filter of a chat deployment, by what it says of a prompt. */
export const filterJudge = (
  model: string | undefined,
  usage: UsageCounter,
  thresholds: Thresholds,
): Judge => ({
  source: "contentFilter",
  model,
  purpose: chatPurpose,
  mostTexts: 1,
  judge: async (pieces, ask) =>
    Promise.all(
      pieces.map(async (piece) => {
        const messages = [{ role: "user" as const, content: contentOf(piece) }];
        try {
          const { answer, price, fallback } = await askShortly(ask, messages);
          usage.add(answer.usage, price);
          return { ...readPromptFilter(answer, thresholds), fallback };
        } catch (error) {
          return refused(error, usage, thresholds);
        }
      }),
    ),
});
