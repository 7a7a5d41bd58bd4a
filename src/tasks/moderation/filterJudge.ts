import { isOwnError } from "../../client/errors/errors";
import { chatPurpose } from "../../inputs/model";
import { usageOfRefused } from "../../output/itemError";
import type { UsageCounter } from "../../output/usage";
import { readPromptFilter, readRefusedPrompt } from "../../text/moderation/readPromptFilter";
import type { Judgment, Thresholds } from "../../text/moderation/verdict";
import type { Judge, Piece } from "./judge";

/** The answer is of no interest: this is the least that all APIs take. */
const mostTokens = 16;

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
          const { answer, price, fallback } = await ask((openai, name) =>
            openai.chat.completions.create({
              ...{ model: name, messages, max_completion_tokens: mostTokens },
            }),
          );
          usage.add(answer.usage, price);
          return { ...readPromptFilter(answer, thresholds), fallback };
        } catch (error) {
          return refused(error, usage, thresholds);
        }
      }),
    ),
});
