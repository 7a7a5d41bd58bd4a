import type { ChatCompletion, ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { FallbackReport, ModelAnswer } from "../../client/fallback/fallback";
import { type ContentFilter, contentFilterOf, contentFilterOfRefusal } from "../../output/contentFilter";
import { itemError, usageOfRefused } from "../../output/itemError";
import { UsageCounter, type UsageSum } from "../../output/usage";
import type { PacedResult } from "../../pacing/pacedOptions";
import { type Ask, type PacedCalls, runPacedCalls } from "../../pacing/runPacedCalls";
import { firstAnswer } from "../../text/firstAnswer";
import { type AnswerForm, askInForm, chatForm } from "./askInForm";

/** The request for one item. */
export interface ItemQuestion {
  messages: ChatCompletionMessageParam[];
  /** Estimated tokens of the request. */
  tokens: number;
}

/** Settings that all items share. */
export interface ItemRun extends Omit<PacedCalls<ItemQuestion>, "estimateTokens"> {
  /** Fields of the requests, apart from model and messages. */
  settings: Readonly<Record<string, unknown>>;
  form: AnswerForm | undefined;
  /** Counts every answer, including those that were not in their form. */
  usage: UsageCounter;
}

/** The outcome of one item. */
export interface ItemOutcome {
  /** The answer, or why there is none; undefined when there was no time for the item. */
  settled: PacedResult<unknown> | undefined;
  /** The text of the latest answer, in its form or not. */
  text: string | null;
  /** True when the answer was requested again, because the first one was not in its form. */
  wasRepaired: boolean;
  usage: UsageSum;
  /** Of the refusal, else of the latest answer. */
  contentFilter: ContentFilter;
  fallback?: FallbackReport;
}

/** The outcomes of all items. */
interface ItemOutcomes {
  /** In the order of the items. */
  outcomes: ItemOutcome[];
  /** Why items were not done, and when to try again; null when all were. */
  warning: string | null;
}

const outcomeOf = (
  answers: ReadonlyArray<ModelAnswer<ChatCompletion>>,
  settled: ItemOutcome["settled"],
): ItemOutcome => {
  const last = answers.at(-1);
  const contentFilter = contentFilterOf(last?.answer);
  const isRefused = settled?.status === "failed" && !contentFilter?.filtered;
  const refusal = isRefused ? contentFilterOfRefusal(itemError(settled.error)) : null;
  const usage = new UsageCounter();
  for (const { answer } of answers) usage.add(answer.usage);
  const takenBack = usageOfRefused(settled);
  if (takenBack) usage.add(takenBack);
  return {
    settled,
    text: last ? firstAnswer(last.answer).text : null,
    wasRepaired: answers.length > 1 && settled?.status === "succeeded",
    usage: usage.sum(),
    contentFilter: refusal ?? contentFilter,
    ...(last?.fallback && { fallback: last.fallback }),
  };
};

/** Requests an answer for every item, and once more where it is not in its form. */
export const askItems = async (questions: readonly ItemQuestion[], run: ItemRun): Promise<ItemOutcomes> => {
  const { form, settings, usage, ...calls } = run;
  const { action } = calls.client;
  // The pacer runs an item again after a 429: answers that were paid for are kept here.
  const answered: Array<Array<ModelAnswer<ChatCompletion>>> = questions.map(() => []);
  const askItem = ({ messages }: ItemQuestion, ask: Ask, index: number): Promise<unknown> =>
    askInForm({
      action,
      messages,
      form,
      kept: answered[index]?.[0]?.answer,
      ask: async (sent) => {
        const body = { ...chatForm(form), ...settings, messages: sent };
        const answer = await ask((openai, model) => openai.chat.completions.create({ ...body, model })).catch(
          (error: unknown) => {
            const paid = usageOfRefused({ status: "failed", error });
            if (paid) usage.add(paid);
            throw error;
          },
        );
        answered[index]?.push(answer);
        usage.add(answer.answer.usage, answer.price);
        return answer.answer;
      },
    });
  const { results: settled, warning } = await runPacedCalls(questions, askItem, {
    ...calls,
    estimateTokens: ({ tokens }) => tokens,
  });
  return { outcomes: answered.map((answers, index) => outcomeOf(answers, settled[index])), warning };
};
