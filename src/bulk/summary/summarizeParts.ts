import { AzureOpenAIError } from "../../client/errors";
import { estimateRequestTokens } from "../../text/estimateTokens";
import { splitText, type TextPart } from "../../text/splitText";
import { partInstructions } from "../../text/summaryInstructions";
import type { CountTokens } from "../../text/tokens";
import { type Ask, runPacedCalls } from "../runPacedCalls";
import { askSummary, isTooLong } from "./askSummary";
import { type PartSummary, type SummaryTask, textOf } from "./textSummary";

/** A part that the model can't read is halved so often at the most. */
const mostHalvings = 6;
/** Summaries of parts have some hundred tokens. */
const summaryTokens = 800;

/** One part, or its halves when the model can't read so much at once. */
const summarizePart = async (
  task: SummaryTask,
  ask: Ask,
  text: string,
  part: TextPart,
  instructions: string,
  count: CountTokens,
  halvings = 0,
): Promise<PartSummary[]> => {
  try {
    const { answer } = await askSummary(task, ask, instructions, text.slice(part.start, part.end));
    return [{ ...part, summary: textOf(answer) }];
  } catch (error) {
    if (!isTooLong(error) || halvings >= mostHalvings || part.tokens < 2) throw error;
    const halves = await splitText(text.slice(part.start, part.end), Math.ceil(part.tokens / 2), count);
    const summaries: PartSummary[] = [];
    for (const { start, end, tokens } of halves) {
      const half = { start: part.start + start, end: part.start + end, tokens };
      summaries.push(...(await summarizePart(task, ask, text, half, instructions, count, halvings + 1)));
    }
    return summaries;
  }
};

const noTime = (action: string): AzureOpenAIError =>
  new AzureOpenAIError(`${action} had no time left for any part of the text. Raise Total Timeout (ms).`, {
    kind: "timeout",
    attempts: 0,
  });

/**
 * Summarizes every part of a text, several at a time. A part that fails keeps its error; one for which there was
 * no time has neither summary nor error.
 * @throws ConnectionError when the connection is wrong; the first error when no part has a summary.
 */
export const summarizeParts = async (
  task: SummaryTask,
  text: string,
  parts: readonly TextPart[],
  count: CountTokens,
  reservedMs: number,
): Promise<PartSummary[]> => {
  const settled = await runPacedCalls(
    parts,
    (part, ask, index) => {
      const instructions = partInstructions(index + 1, parts.length, task.request);
      return summarizePart(task, ask, text, part, instructions, count);
    },
    {
      client: task.client,
      model: task.model,
      purpose: task.purpose,
      action: task.action,
      noun: "parts",
      logger: task.logger,
      concurrency: task.concurrency,
      reservedMs,
      estimateTokens: ({ tokens }) => tokens + estimateRequestTokens(0, summaryTokens),
    },
  );
  const summaries = settled.flatMap((entry, index): PartSummary[] => {
    const part = parts[index];
    if (entry?.status === "succeeded") return entry.value;
    return part ? [{ ...part, summary: null, ...(entry && { error: entry.error }) }] : [];
  });
  if (summaries.some(({ summary }) => summary !== null)) return summaries;
  throw summaries.find(({ error }) => error !== undefined)?.error ?? noTime(task.action);
};
