import type {
  ChatCompletion,
  ChatCompletionCreateParamsNonStreaming,
} from "openai/resources/chat/completions";
import type { Client } from "../../client/createClient";
import type { ModelAnswer } from "../../client/fallback/fallback";
import { chatPurpose } from "../../inputs/model";
import type { Prompt } from "../../inputs/prompts";
import type { PacedResult } from "../../pacing/pacedOptions";
import { runPacedCalls } from "../../pacing/runPacedCalls";
import { estimateRequestTokens } from "../../text/estimateTokens";
import type { HandedOver } from "./handOverPrompts";
import { answerWithText } from "./promptAnswer";
import { messagesOf } from "./promptRows";
import { reservedMs, TimeForecast } from "./timeForecast";

/** How the prompts of a step are answered. */
interface PromptRun {
  messages: readonly Prompt[];
  systemPrompt: string | undefined;
  model: string | undefined;
  /** Fields that all requests have. */
  shared: Omit<ChatCompletionCreateParamsNonStreaming, "model" | "messages">;
  concurrency: number | undefined;
  mostFailures: number | undefined;
  /** True where prompts without time go to a batch, answered by the second model where there is one. */
  handOver: boolean | undefined;
  batchModel: string | undefined;
}

/** What became of the prompts of a step. */
export interface AnsweredPrompts {
  /** In the order of the prompts; one that was not done has undefined. */
  settled: ReadonlyArray<PacedResult<ModelAnswer<ChatCompletion>> | undefined>;
  /** Why prompts were not done, or were handed over; null when all were. */
  warning: string | null;
  /** The batches that the rest was handed over to. */
  batch: HandedOver | null;
}

/** The text of a prompt as far as its length matters. */
const lengthOf = (prompt: Prompt): number =>
  typeof prompt === "string" ? prompt.length : JSON.stringify(prompt).length;

const handOverRest = async (
  client: Client,
  { messages, systemPrompt, shared, model, batchModel }: PromptRun,
  settled: AnsweredPrompts["settled"],
): Promise<HandedOver> => {
  const { handOverPrompts } = await import("./handOverPrompts");
  return handOverPrompts({
    client,
    prompts: messages,
    indexes: settled.flatMap((entry, index) => (entry ? [] : [index])),
    shared: { ...shared, model: client.modelName(batchModel ?? model, chatPurpose) },
    systemPrompt,
  });
};

/**
 * Answers prompts, each by a request of its own, and hands over to batches those for which there is no time.
 * @throws what `runPacedCalls` throws.
 */
export const answerPrompts = async (client: Client, run: PromptRun): Promise<AnsweredPrompts> => {
  const { messages, systemPrompt, shared, model, handOver, mostFailures } = run;
  const forecast = new TimeForecast(client, handOver);
  const { results: settled, warning } = await runPacedCalls(
    messages,
    async (prompt, ask) => {
      const body = { ...shared, messages: messagesOf(prompt, systemPrompt) };
      const answer = await ask((openai, name) => openai.chat.completions.create({ model: name, ...body }));
      return answerWithText(client.action, answer);
    },
    {
      client,
      model,
      purpose: chatPurpose,
      noun: "prompts",
      concurrency: run.concurrency,
      mostFailures,
      startsWithOne: handOver,
      handsOver: handOver,
      reservedMs: handOver ? reservedMs(client) : 0,
      onForecast: (seen) => forecast.take(seen),
      estimateTokens: (prompt) =>
        estimateRequestTokens(lengthOf(prompt) + (systemPrompt?.length ?? 0), shared.max_completion_tokens),
    },
  );
  const told = [forecast.warning, warning].filter((text) => text !== null).join(" ") || null;
  const failed = settled.filter((entry) => entry?.status === "failed").length;
  const hasGivenUp = failed >= (mostFailures ?? Number.POSITIVE_INFINITY);
  const isHandedOver = handOver && !hasGivenUp && settled.includes(undefined);
  return { settled, warning: told, batch: isHandedOver ? await handOverRest(client, run, settled) : null };
};
