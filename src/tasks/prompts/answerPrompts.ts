import type {
  ChatCompletion,
  ChatCompletionCreateParamsNonStreaming,
} from "openai/resources/chat/completions";
import type { Client } from "../../client/createClient";
import { isOverBudget } from "../../client/errors/errors";
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

/** The prompts of a step and how to answer them. */
interface PromptRun {
  messages: readonly Prompt[];
  systemPrompt: string | undefined;
  model: string | undefined;
  /** Fields of all requests. */
  shared: Omit<ChatCompletionCreateParamsNonStreaming, "model" | "messages">;
  concurrency: number | undefined;
  /** True divides the prompts among all deployments of the step. */
  spread: boolean | undefined;
  mostFailures: number | undefined;
  /** True where prompts for which there is no time go to a batch, with the second model where there is one. */
  handOver: boolean | undefined;
  batchModel: string | undefined;
}

/** The results of a step's prompts. */
export interface AnsweredPrompts {
  /** In the order of the prompts; undefined for a prompt that was not done. */
  settled: ReadonlyArray<PacedResult<ModelAnswer<ChatCompletion>> | undefined>;
  /** Why prompts were not done or were handed over; null when all were done. */
  warning: string | null;
  /** The batches with the prompts that were handed over. */
  batch: HandedOver | null;
}

/** The length of a prompt's text in characters. */
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
 * Answers prompts, each with one request, and hands over to batches those for which there is no time.
 * @throws what `runPacedCalls` throws.
 */
export const answerPrompts = async (client: Client, run: PromptRun): Promise<AnsweredPrompts> => {
  const { messages, systemPrompt, shared, model, handOver, mostFailures } = run;
  const forecast = new TimeForecast(client, handOver);
  const {
    results: settled,
    warning,
    toldError,
  } = await runPacedCalls(
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
      spread: run.spread,
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
  const isHandedOver = handOver && !hasGivenUp && !isOverBudget(toldError) && settled.includes(undefined);
  return { settled, warning: told, batch: isHandedOver ? await handOverRest(client, run, settled) : null };
};
