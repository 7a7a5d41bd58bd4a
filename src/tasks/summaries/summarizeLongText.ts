import type { ChatCompletion } from "openai/resources/chat/completions";
import { AzureOpenAIError, isAzureOpenAIError } from "../../client/errors/errors";
import type { ModelAnswer } from "../../client/fallback/fallback";
import { splitText, type TextPart } from "../../text/splitText";
import { summaryInstructions } from "../../text/summaryInstructions";
import { type CountTokens, loadTokenCounter } from "../../text/tokens";
import { askSummary, isTooLong } from "./askSummary";
import { mergeSummaries } from "./mergeSummaries";
import { cutSummary } from "./missingSummary";
import { summarizeParts } from "./summarizeParts";
import { type SummaryTask, type TextSummary, textOf } from "./textSummary";

const longestReserveMs = 60_000;
const reservedShare = 0.2;
const divisibleCharacters = 16_000;

/** Ends counting with the step's time: counting sends nothing, so no other limit ends it. */
const checkTime =
  ({ client }: SummaryTask) =>
  (): void => {
    if (client.remainingMs() > 0) return;
    throw new AzureOpenAIError(
      client.signal?.aborted
        ? { what: `${client.action} was cancelled while it counted the tokens of the text.` }
        : {
            what: `${client.action} had no time left after it counted the tokens of a part of the text.`,
            mend: "Raise Total Timeout (ms), or send a shorter text.",
          },
      { kind: "timeout", attempts: 0 },
    );
  };

/** Requests the summary of a text that fits into one request. */
const askForWhole = (task: SummaryTask, text: string): Promise<ModelAnswer<ChatCompletion>> =>
  askSummary(
    task,
    (call) => task.client.withModel(task.model, task.purpose, call),
    summaryInstructions(task.request),
    text,
    true,
  );

/**
 * True for a long text whose request was refused for rate until no retry was left. Whether the text is larger than the
 * quota or the quota is used up, its halves are accepted sooner.
 */
const mayNotFitQuota = ({ client }: SummaryTask, error: unknown, text: string): boolean =>
  text.length >= divisibleCharacters &&
  isAzureOpenAIError(error) &&
  error.kind === "rateLimited" &&
  error.reason === undefined &&
  (error.retryAfterMs ?? 0) < client.remainingMs();

const tokensOf = (parts: readonly TextPart[]): number => parts.reduce((sum, { tokens }) => sum + tokens, 0);

const summarizeSplit = async (
  task: SummaryTask,
  text: string,
  parts: readonly TextPart[],
  count: CountTokens,
): Promise<TextSummary> => {
  const tokens = tokensOf(parts);
  task.client.logger.info(
    `${task.client.action}: the text has ${tokens} tokens and is summarized in ${parts.length} parts.`,
  );
  const reservedMs = Math.min(longestReserveMs, task.client.remainingMs() * reservedShare);
  const {
    parts: summaries,
    warning,
    readableTokens,
  } = await summarizeParts(task, text, parts, count, reservedMs);
  const mostTokens = Math.min(task.tokensPerPart, readableTokens ?? Number.POSITIVE_INFINITY);
  const written = summaries.flatMap(({ summary }, index) =>
    summary === null ? [] : [[index + 1, summary] as const],
  );
  try {
    const { final, rounds } = await mergeSummaries(task, written, count, mostTokens);
    const told =
      [warning, cutSummary(task.client.action, final.answer)?.message].filter(Boolean).join(" ") || null;
    const split = { parts: summaries, rounds };
    return { summary: textOf(final.answer), final, tokens, split, warning: told };
  } catch (error) {
    // Merging failed; the summaries of the parts are worth more than an error.
    const summary = written.map(([, partSummary]) => partSummary.trim()).join("\n\n");
    const unmerged = `The summaries of the parts stand one behind the other.${error instanceof Error ? ` ${error.message}` : ""}`;
    task.client.logger.warn(`${task.client.action}: ${unmerged}`);
    const told = [warning, unmerged].filter(Boolean).join(" ");
    return { summary, tokens, split: { parts: summaries, rounds: 0, error }, warning: told };
  }
};

/**
 * Summarizes a text of any length: with one request where it fits, else in parts whose summaries are merged. Where the
 * model can read less than assumed, the parts are made smaller.
 * @throws AzureOpenAIError or ConnectionError when nothing was summarized.
 */
export const summarizeLongText = async (task: SummaryTask, text: string): Promise<TextSummary> => {
  // A token has at least one byte, so a short text need not be counted.
  const isShort = Buffer.byteLength(text) <= task.tokensPerPart;
  const count = isShort ? undefined : await loadTokenCounter(checkTime(task));
  const parts = count && (await splitText(text, task.tokensPerPart, count));
  if (count && parts && parts.length > 1) return summarizeSplit(task, text, parts, count);
  try {
    const final = await askForWhole(task, text);
    const warning = cutSummary(task.client.action, final.answer)?.message ?? null;
    return { summary: textOf(final.answer), final, warning, ...(parts && { tokens: tokensOf(parts) }) };
  } catch (error) {
    if (!isTooLong(error) && !mayNotFitQuota(task, error, text)) throw error;
    const counter = count ?? (await loadTokenCounter(checkTime(task)));
    const half = Math.max(1, Math.ceil((await counter(text)) / 2));
    return summarizeSplit(task, text, await splitText(text, half, counter), counter);
  }
};
