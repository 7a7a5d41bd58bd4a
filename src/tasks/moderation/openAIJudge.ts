import { AzureOpenAIError } from "../../client/errors/errors";
import { moderationPurpose } from "../../inputs/model";
import { fieldsOf } from "../../text/isObject";
import { readModeration } from "../../text/moderation/readModeration";
import type { Thresholds } from "../../text/moderation/verdict";
import type { Judge, Piece } from "./judge";

/** Few enough that one which is refused keeps few others waiting; the service names no limit. */
const mostTexts = 20;

/** Texts are a list with a result each. An image goes alone: the service takes one, and a mixed list has one result. */
const inputOf = (pieces: readonly Piece[]) => {
  const [first] = pieces;
  return first?.kind === "image"
    ? [{ type: "image_url" as const, image_url: { url: first.content } }]
    : pieces.map(({ content }) => content);
};

/** OpenAI's moderation. */
export const openAIJudge = (action: string, model: string | undefined, thresholds: Thresholds): Judge => ({
  source: "openai",
  model: model ?? moderationPurpose.openAIModel,
  purpose: moderationPurpose,
  mostTexts,
  judge: async (pieces, ask) => {
    const input = inputOf(pieces);
    const { answer, fallback } = await ask((openai, name) =>
      openai.moderations.create({ input, model: name }),
    );
    const results: unknown = fieldsOf(answer)["results"];
    if (Array.isArray(results) && results.length === pieces.length)
      return pieces.map(({ kind }, place) => ({
        ...readModeration(results[place], kind, thresholds),
        fallback,
      }));
    const count = Array.isArray(results) ? results.length : 0;
    throw new AzureOpenAIError(
      { what: `${action} got ${count} results for ${pieces.length} of what it sent.` },
      { kind: "unexpectedResponse", attempts: 1 },
    );
  },
});
