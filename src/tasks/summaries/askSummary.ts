import type { ChatCompletion } from "openai/resources/chat/completions";
import { isAzureOpenAIError } from "../../client/errors/errors";
import type { ModelAnswer } from "../../client/fallback/fallback";
import { optional } from "../../inputs/optional";
import type { Ask } from "../../pacing/runPacedCalls";
import { missingSummary } from "./missingSummary";
import { type SummaryTask, textOf } from "./textSummary";

/** True when the text is too long for the model, the quota, the service or a gateway. */
export const isTooLong = (error: unknown): boolean =>
  isAzureOpenAIError(error) && error.reason === "tooLarge";

/**
 * Requests one summary.
 * @throws AzureOpenAIError, also for an answer without text.
 */
export const askSummary = async (
  task: SummaryTask,
  ask: Ask,
  instructions: string,
  text: string,
  isFinal = false,
): Promise<ModelAnswer<ChatCompletion>> => {
  const { max_completion_tokens: mostTokens, ...settings } = task.settings;
  const answer = await ask((openai, model) =>
    openai.chat.completions.create({
      model,
      messages: [
        { role: "system", content: instructions },
        { role: "user", content: text },
      ],
      ...settings,
      ...(isFinal && optional("max_completion_tokens", mostTokens)),
    }),
  );
  task.onAnswer(answer);
  if (textOf(answer.answer).trim() === "") throw missingSummary(task.client.action, answer.answer);
  return answer;
};
