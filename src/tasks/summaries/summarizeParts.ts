import { AzureOpenAIError } from "../../client/errors/errors";
import type { PacedResult } from "../../pacing/pacedOptions";
import { type PacedAnswers, runPacedCalls } from "../../pacing/runPacedCalls";
import { estimateRequestTokens } from "../../text/estimateTokens";
import { splitText, type TextPart } from "../../text/splitText";
import { partInstructions } from "../../text/summaryInstructions";
import type { CountTokens } from "../../text/tokens";
import { askSummary, isTooLong } from "./askSummary";
import { cutSummary } from "./missingSummary";
import { isWhole, type PartSummary, type SummaryTask, textOf } from "./textSummary";

/** Most halvings of a part that is too long. */
const mostHalvings = 6;
/** Slightly more than half, so that no small remainder makes a third piece. */
const halfShare = 0.55;
/** Estimated tokens of a part's summary. */
const summaryTokens = 800;
/** A part of this many tokens that is refused for rate repeatedly is halved: its halves are accepted sooner. */
const divisibleTokens = 4_000;
const mostRefusals = 2;

/** A part to summarize, and its number for the model. */
interface PartTask {
  part: TextPart;
  /** Number of the original part, from 1. */
  number: number;
}

/** The summaries of a text's parts. */
interface SummarizedParts {
  parts: PartSummary[];
  /** Why parts are missing, and when to try again; null when none is. */
  warning: string | null;
  /** Tokens of the largest part that was summarized, where others were too long; else undefined. */
  readableTokens?: number;
}

const halvesOf = async (
  { part, number }: PartTask,
  text: string,
  count: CountTokens,
): Promise<PartTask[]> => {
  const piece = text.slice(part.start, part.end);
  const halves = await splitText(piece, Math.ceil(part.tokens * halfShare), count);
  return halves.map(({ start, end, tokens }) => ({
    part: { start: part.start + start, end: part.start + end, tokens },
    number,
  }));
};

const noTime = (action: string): AzureOpenAIError =>
  new AzureOpenAIError(
    { what: `${action} had no time left for any part of the text.`, mend: "Raise Total Timeout (ms)." },
    { kind: "timeout", attempts: 0 },
  );

const partOf = (part: TextPart, result: PacedResult<PartSummary> | undefined): PartSummary => {
  if (result?.status === "succeeded") return result.value;
  return { ...part, summary: null, ...(result && { error: result.error }) };
};

/** Requests the summaries of parts, several at a time. */
const askForParts = (
  task: SummaryTask,
  text: string,
  open: readonly PartTask[],
  total: number,
  reservedMs: number,
): Promise<PacedAnswers<PartSummary>> =>
  runPacedCalls(
    open,
    async ({ part, number }, ask) => {
      const instructions = partInstructions(number, total, task.request);
      const { answer } = await askSummary(task, ask, instructions, text.slice(part.start, part.end));
      const error = cutSummary(task.client.action, answer);
      return { ...part, summary: textOf(answer), ...(error && { error }) };
    },
    {
      client: task.client,
      model: task.model,
      purpose: task.purpose,
      noun: "parts",
      isDivided: true,
      concurrency: task.concurrency,
      spread: task.spread,
      reservedMs,
      mostRefusals: ({ part }) => (part.tokens >= divisibleTokens ? mostRefusals : undefined),
      estimateTokens: ({ part }) => part.tokens + estimateRequestTokens(0, summaryTokens),
    },
  );

/** The same for halves. An error that ends this run becomes the halves' own, so that the summaries so far are kept. */
const askForHalves = async (...asked: Parameters<typeof askForParts>): Promise<PacedAnswers<PartSummary>> => {
  try {
    return await askForParts(...asked);
  } catch (error) {
    const [, , open] = asked;
    return {
      results: open.map(() => ({ status: "failed", error, attempts: 0, durationMs: 0 })),
      warning: null,
    };
  }
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "");

/** Logs how many parts failed and why the first did, unless a warning has said that already. */
const warnOfFailures = (
  task: SummaryTask,
  parts: readonly PartSummary[],
  warnings: string[],
  told: ReadonlySet<string>,
): void => {
  const failed = parts.filter(({ error }) => error !== undefined);
  const [first] = failed;
  if (!first) return;
  const reason = messageOf(first.error);
  const warning = `Without a whole summary: ${failed.length} of ${parts.length} parts.${told.has(reason) ? "" : ` ${reason}`}`;
  warnings.push(warning);
  task.client.logger.warn(`${task.client.action}: ${warning}`);
};

/**
 * Summarizes all parts of a text, several at a time. Parts that are too long for the model or its quota are halved,
 * repeatedly if needed. A part that failed has an error; a part for which there was no time has neither summary nor
 * error.
 * @throws ConnectionError when the connection is wrong; the first error when no part has a summary.
 */
export const summarizeParts = async (
  task: SummaryTask,
  text: string,
  parts: readonly TextPart[],
  count: CountTokens,
  reservedMs: number,
): Promise<SummarizedParts> => {
  const done: PartSummary[] = [];
  const warnings: string[] = [];
  const told = new Set<string>();
  let open = parts.map((part, index): PartTask => ({ part, number: index + 1 }));
  let halvings = 0;
  for (; open.length > 0; halvings += 1) {
    const askFor = halvings === 0 ? askForParts : askForHalves;
    const { results, warning, toldError } = await askFor(task, text, open, parts.length, reservedMs);
    if (warning) warnings.push(warning);
    told.add(messageOf(toldError));
    const halves: PartTask[] = [];
    for (const [index, one] of open.entries()) {
      const result = results[index];
      const isTooLongNow = result?.status === "failed" && isTooLong(result.error) && one.part.tokens > 1;
      if (isTooLongNow && halvings < mostHalvings) halves.push(...(await halvesOf(one, text, count)));
      else done.push(partOf(one.part, result));
    }
    open = halves;
  }
  const summaries = done.sort((left, right) => left.start - right.start);
  if (summaries.every(({ summary }) => summary === null))
    throw summaries.find(({ error }) => error !== undefined)?.error ?? noTime(task.client.action);
  warnOfFailures(task, summaries, warnings, told);
  const readable = summaries.filter(isWhole).map(({ tokens }) => tokens);
  return {
    parts: summaries,
    warning: warnings.join(" ") || null,
    ...(halvings > 1 && readable.length > 0 && { readableTokens: Math.max(...readable) }),
  };
};
