import type { ChatCompletion, ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { FallbackReport, ModelAnswer } from "../../client/fallback/fallback";
import { type ContentFilter, contentFilterOf, contentFilterOfError } from "../../output/contentFilter";
import { UsageCounter, type UsageSum } from "../../output/usage";
import type { PacedResult } from "../../pacing/pacedOptions";
import { type Ask, type PacedCalls, runPacedCalls } from "../../pacing/runPacedCalls";
import type { AnswerCheck } from "../../text/answerCheck";
import { formInstructions, repairRequest } from "../../text/answerInstructions";
import type { AnswerSchema } from "../../text/answerSchema";
import { schemaFormat } from "../prompts/responseFormat";
import { unusableAnswer } from "../prompts/unusableAnswer";
import { readCompletion, textOf } from "./readCompletion";

/** How the form of answers is requested. */
export type AnswerFormat = "json_schema" | "json_object" | "prompt";

/** The form that answers have to have. */
interface AnswerForm {
  schema: AnswerSchema;
  check: AnswerCheck;
  format: AnswerFormat | undefined;
}

/** The request for one record. */
export interface RecordQuestion {
  messages: ChatCompletionMessageParam[];
  /** Estimated tokens of the request. */
  tokens: number;
}

/** Settings that all records share. */
export interface RecordRun extends Omit<PacedCalls<RecordQuestion>, "noun" | "estimateTokens"> {
  /** Fields of the requests, apart from model and messages. */
  settings: Readonly<Record<string, unknown>>;
  form: AnswerForm | undefined;
  /** Counts every answer, including those that were not in their form. */
  usage: UsageCounter;
}

/** The outcome of one record. */
export interface RecordOutcome {
  /** The answer, or why there is none; undefined when there was no time for the record. */
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

/** The outcomes of all records. */
interface RecordOutcomes {
  /** In the order of the records. */
  outcomes: RecordOutcome[];
  /** Why records were not done, and when to try again; null when all were. */
  warning: string | null;
}

const responseFormat = (form: AnswerForm | undefined) => {
  if (!form || form.format === "prompt") return {};
  if (form.format === "json_object") return { response_format: { type: "json_object" as const } };
  return { response_format: schemaFormat(form.schema) };
};

const withInstructions = (
  messages: ChatCompletionMessageParam[],
  form: AnswerForm | undefined,
): ChatCompletionMessageParam[] =>
  form && (form.format === "json_object" || form.format === "prompt")
    ? [{ role: "system", content: formInstructions(form.schema.full) }, ...messages]
    : messages;

const repairOf = (text: string, violations: readonly string[]): ChatCompletionMessageParam[] => [
  { role: "assistant", content: text },
  { role: "user", content: repairRequest(violations) },
];

const outcomeOf = (
  answers: ReadonlyArray<ModelAnswer<ChatCompletion>>,
  settled: RecordOutcome["settled"],
): RecordOutcome => {
  const last = answers.at(-1);
  const refusal = settled?.status === "failed" ? contentFilterOfError(settled.error) : null;
  const usage = new UsageCounter();
  for (const { answer } of answers) usage.add(answer.usage);
  return {
    settled,
    text: last ? textOf(last.answer) : null,
    wasRepaired: answers.length > 1 && settled?.status === "succeeded",
    usage: usage.sum(),
    contentFilter: refusal ?? contentFilterOf(last?.answer),
    ...(last?.fallback && { fallback: last.fallback }),
  };
};

/** Requests an answer for every record, and once more where it is not in its form. */
export const askRecords = async (
  questions: readonly RecordQuestion[],
  run: RecordRun,
): Promise<RecordOutcomes> => {
  const { form, settings, usage, ...calls } = run;
  const { action } = calls.client;
  // The pacer runs an item again after a 429: answers that were paid for are kept here.
  const answered: Array<Array<ModelAnswer<ChatCompletion>>> = questions.map(() => []);
  const send = async (ask: Ask, messages: ChatCompletionMessageParam[], index: number) => {
    const body = { ...responseFormat(form), ...settings, messages };
    const answer = await ask((openai, model) => openai.chat.completions.create({ ...body, model }));
    answered[index]?.push(answer);
    usage.add(answer.answer.usage, answer.price);
    return answer;
  };
  const askRecord = async (question: RecordQuestion, ask: Ask, index: number): Promise<unknown> => {
    const messages = withInstructions(question.messages, form);
    const first = answered[index]?.[0] ?? (await send(ask, messages, index));
    const reading = readCompletion(action, first.answer, form?.check);
    if ("value" in reading) return reading.value;
    const { text, violations } = reading;
    const again = [...messages, ...repairOf(text, violations)];
    const second = readCompletion(action, (await send(ask, again, index)).answer, form?.check);
    if ("value" in second) return second.value;
    throw unusableAnswer({
      what: `${action} got an answer in another form than the one asked for, and again when it asked for a mended one. ${second.violations.join(" ")}`,
    });
  };
  const { results: settled, warning } = await runPacedCalls(questions, askRecord, {
    ...calls,
    noun: "records",
    estimateTokens: ({ tokens }) => tokens,
  });
  return { outcomes: answered.map((answers, index) => outcomeOf(answers, settled[index])), warning };
};
