import { type ErrorKind, isOwnError, type OwnError } from "../../../client/errors/errors";
import { chatPurpose } from "../../../inputs/model";
import { runPacedCalls } from "../../../pacing/runPacedCalls";
import { estimateRequestTokens } from "../../../text/estimateTokens";
import { readAnswer } from "../../answers/readAnswer";
import type { FineTuneRun } from "./fineTuneRun";
import type { TestRow } from "./testRow";

/** A model to try, and what is known of its limits. */
interface TriedModel {
  model: string;
  /** Calls under way at once, at most. */
  concurrency: number;
  /** Reasoning models take no temperature. */
  hasTemperature: boolean;
  /** True where it answered other rows before. */
  hasAnswers: boolean;
}

/** What came of asking. */
interface AskedRows {
  /** By the place among the rows; "" where the model gave no answer that can be used. */
  answers: Map<number, string>;
  /** Why rows are left, and when to try again; null when none is. */
  warning: string | null;
}

/** Time at the step's end to keep what was answered. */
export const keptMs = 10_000;
/** What a model said to one request, and will say again: it is an answer that is wrong. */
export const finalKinds: ReadonlySet<unknown> = new Set<ErrorKind>(["contentFiltered", "unexpectedResponse"]);

/** True for what is wrong with one row: a refusal of what all rows share, such as a setting, is no answer of the model. */
const isOfRow = ({ kind, param = "" }: OwnError, isAnswering: boolean): boolean =>
  finalKinds.has(kind) || (isAnswering && kind === "rejected" && /^messages/i.test(param));

/** Asks a model the test rows, each with its own system message, at the pace of its limits. */
export const askTestRows = async (
  { client, usage }: FineTuneRun,
  rows: readonly TestRow[],
  { model, concurrency, hasTemperature, hasAnswers }: TriedModel,
): Promise<AskedRows> => {
  const settings = hasTemperature ? { temperature: 0 } : {};
  const { results, warning } = await runPacedCalls(
    rows,
    async ({ messages, tools }, ask) => {
      const body = { ...settings, messages, ...(tools && { tools }) };
      const { answer, price } = await ask((openai, name) =>
        openai.chat.completions.create({ ...body, model: name }),
      );
      usage.add(answer.usage, price);
      const reading = readAnswer(client.action, answer, undefined);
      return "value" in reading ? String(reading.value) : reading.text;
    },
    {
      client,
      model,
      purpose: chatPurpose,
      noun: "test rows",
      estimateTokens: ({ messages }) => estimateRequestTokens(JSON.stringify(messages).length, undefined),
      concurrency,
      startsWithOne: true,
      handsOver: true,
      reservedMs: keptMs,
    },
  );
  const answers = new Map<number, string>();
  let failure: string | undefined;
  const isAnswering = hasAnswers || results.some((result) => result?.status === "succeeded");
  for (const [place, result] of results.entries()) {
    if (result?.status === "succeeded") answers.set(place, result.value);
    else if (result && isOwnError(result.error) && isOfRow(result.error, isAnswering)) answers.set(place, "");
    else if (result && isOwnError(result.error)) failure ??= result.error.message;
  }
  return { answers, warning: warning ?? failure ?? null };
};
