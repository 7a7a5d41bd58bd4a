import type { ChatCompletion } from "openai/resources/chat/completions";
import { AzureOpenAIError, isAzureOpenAIError } from "../../client/errors/errors";
import type { ChatSettings } from "../../inputs/sampling";
import type { UsageCounter } from "../../output/usage";
import { type Ask, type PacedAnswers, type PacedCalls, runPacedCalls } from "../../pacing/runPacedCalls";
import { createAnswerCheck } from "../../text/answerCheck";
import { readAnswerSchema } from "../../text/answerSchema";
import { estimateRequestTokens } from "../../text/estimateTokens";
import { firstAnswer } from "../../text/firstAnswer";
import type { TextLine } from "../../text/translation/TranslatedText";
import {
  againMessage,
  linesMessage,
  settledTranslation,
  type TranslationRequest,
  translationInstructions,
  translationSchema,
} from "../../text/translation/translationRequest";
import { type AnswerForm, askInForm, chatForm } from "../answers/askInForm";
import type { TranslatedPart } from "./TranslatedPart";

/** How parts are translated. */
export interface TranslationRun extends Omit<PacedCalls<TranslatedPart>, "noun" | "estimateTokens"> {
  request: TranslationRequest;
  /** Fields of the requests. */
  settings: ChatSettings;
  usage: UsageCounter;
}

const formOf = async (action: string): Promise<AnswerForm> => {
  const schema = readAnswerSchema(action, translationSchema);
  const check = await createAnswerCheck(action, schema.full);
  return { schema, check, format: undefined, settle: settledTranslation };
};

const charactersOf = (lines: readonly TextLine[]): number =>
  lines.reduce((sum, { masked }) => sum + masked.length, 0);

/** Translations that are longer than an answer may be are asked for in halves. */
const cutOff = (action: string): AzureOpenAIError =>
  new AzureOpenAIError(
    {
      what: `${action} got a translation that is cut off at its greatest length.`,
      mend: "Choose smaller parts by Tokens per Request, or raise Max Output Tokens.",
    },
    { kind: "unexpectedResponse", reason: "tooLarge", status: 200, attempts: 1 },
  );

const isTooLarge = (error: unknown): boolean => isAzureOpenAIError(error) && error.reason === "tooLarge";

/** Translates the lines of one part: all of them together, and once more those that can't be used. */
class PartTranslator {
  constructor(
    private readonly run: TranslationRun,
    private readonly form: AnswerForm,
    private readonly part: TranslatedPart,
    private readonly ask: Ask,
  ) {}

  async translate(): Promise<void> {
    const { part } = this;
    const fresh = part.lines.filter(({ id }) => !part.translations.has(id) && !part.problems.has(id));
    if (fresh.length > 0) await this.request(fresh, linesMessage);
    const bad = part.open;
    if (bad.length === 0) return;
    const problems = new Map(bad.map(({ id }) => [id, part.problems.get(id)?.problem ?? ""]));
    await this.request(bad, (lines) => againMessage(lines, problems));
  }

  private async request(
    lines: readonly TextLine[],
    messageOf: (lines: readonly TextLine[]) => string,
  ): Promise<void> {
    try {
      this.part.take(lines, await this.answer(lines, messageOf(lines)));
    } catch (error) {
      if (!isTooLarge(error) || lines.length < 2) throw error;
      const half = Math.ceil(lines.length / 2);
      await this.request(lines.slice(0, half), messageOf);
      await this.request(lines.slice(half), messageOf);
    }
  }

  private answer(lines: readonly TextLine[], message: string): Promise<unknown> {
    const { client, request, settings, usage } = this.run;
    const { action } = client;
    return askInForm({
      action,
      form: this.form,
      messages: [
        { role: "system" as const, content: translationInstructions(request, lines) },
        { role: "user" as const, content: message },
      ],
      ask: async (messages): Promise<ChatCompletion> => {
        const body = { ...chatForm(this.form), ...settings, messages };
        const { answer, price, fallback } = await this.ask((openai, model) =>
          openai.chat.completions.create({ ...body, model }),
        );
        usage.add(answer.usage, price);
        this.part.fallback = fallback;
        if (firstAnswer(answer).end === "length") throw cutOff(action);
        return answer;
      },
    });
  }
}

/**
 * Translates parts of texts, several at a time. What is translated, and what is wrong with the rest, is kept in the
 * parts, also of one that failed.
 * @throws what `runPacedCalls` throws.
 */
export const translateParts = async (
  parts: readonly TranslatedPart[],
  run: TranslationRun,
): Promise<PacedAnswers<void>> => {
  const { request: _request, settings: _settings, usage: _usage, ...calls } = run;
  const form = await formOf(run.client.action);
  return runPacedCalls(parts, (part, ask) => new PartTranslator(run, form, part, ask).translate(), {
    ...calls,
    noun: "parts",
    estimateTokens: ({ lines }) => estimateRequestTokens(2 * charactersOf(lines), undefined),
  });
};
