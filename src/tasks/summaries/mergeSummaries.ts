import type { ChatCompletion } from "openai/resources/chat/completions";
import { AzureOpenAIError } from "../../client/errors/errors";
import type { ModelAnswer } from "../../client/fallback/fallback";
import { runPacedCalls } from "../../pacing/runPacedCalls";
import { finalInstructions, mergeInstructions } from "../../text/summaryInstructions";
import type { CountTokens } from "../../text/tokens";
import { askSummary, isTooLong } from "./askSummary";
import { cutSummary } from "./missingSummary";
import { type SummaryTask, textOf } from "./textSummary";

/** After this many refusals for rate, a request is made smaller. */
const mostRefusals = 2;
/** A request with fewer tokens of summaries is not made smaller. */
const leastTokens = 500;

/** A summary, and the parts of the text that it covers. */
interface PlacedSummary {
  /** Such as "Part 3" or "Parts 3 to 7". */
  place: string;
  first: number;
  last: number;
  text: string;
}

/** The final answer, and the number of rounds. */
interface Merged {
  final: ModelAnswer<ChatCompletion>;
  rounds: number;
}

const placed = (first: number, last: number, text: string): PlacedSummary => ({
  place: first === last ? `Part ${first}` : `Parts ${first} to ${last}`,
  first,
  last,
  text,
});

const joined = (summaries: readonly PlacedSummary[]): string =>
  summaries.map(({ place, text }) => `[${place}]\n${text.trim()}`).join("\n\n");

/** Summaries for one request, with their estimated tokens. */
interface SummaryGroup {
  members: PlacedSummary[];
  tokens: number;
}

/**
 * Groups consecutive summaries so that each group fits into one request. A group has at least two, because merging
 * would make no progress otherwise.
 */
const groupsOf = async (
  summaries: readonly PlacedSummary[],
  mostTokens: number,
  count: CountTokens,
): Promise<SummaryGroup[]> => {
  const groups: SummaryGroup[] = [];
  for (const summary of summaries) {
    const tokens = await count(joined([summary]));
    const last = groups.at(-1);
    if (last && (last.members.length < 2 || last.tokens + tokens <= mostTokens)) {
      last.members.push(summary);
      last.tokens += tokens;
    } else groups.push({ members: [summary], tokens });
  }
  return groups;
};

const paced = (task: SummaryTask) => ({
  client: task.client,
  model: task.model,
  purpose: task.purpose,
  concurrency: task.concurrency,
  spread: task.spread,
});

const mergeGroups = async (task: SummaryTask, groups: readonly SummaryGroup[]): Promise<PlacedSummary[]> => {
  const { results } = await runPacedCalls(
    groups,
    async ({ members }, ask) => {
      if (members.length < 2) return members[0]?.text ?? "";
      const { answer } = await askSummary(task, ask, mergeInstructions(task.request), joined(members));
      const cut = cutSummary(task.client.action, answer);
      if (cut) throw cut;
      return textOf(answer);
    },
    {
      ...paced(task),
      noun: "merges",
      isDivided: true,
      mostRefusals: () => mostRefusals,
      estimateTokens: ({ tokens }) => tokens,
    },
  );
  return groups.flatMap(({ members }, index) => {
    const entry = results[index];
    // Summaries that could not be merged are kept as they are.
    if (entry?.status !== "succeeded") return members;
    return [placed(members[0]?.first ?? 0, members.at(-1)?.last ?? 0, entry.value)];
  });
};

/** Merges consecutive summaries in rounds, until they fit into one request or a round makes no progress. */
const mergeInRounds = async (
  task: SummaryTask,
  summaries: PlacedSummary[],
  mostTokens: number,
  count: CountTokens,
): Promise<{ summaries: PlacedSummary[]; rounds: number }> => {
  let current = summaries;
  let rounds = 0;
  while ((await count(joined(current))) > mostTokens && current.length > 2) {
    const merged = await mergeGroups(task, await groupsOf(current, mostTokens, count));
    if (merged.length >= current.length) break;
    current = merged;
    rounds += 1;
  }
  return { summaries: current, rounds };
};

const askForFinal = async (
  task: SummaryTask,
  text: string,
  tokens: number,
): Promise<ModelAnswer<ChatCompletion>> => {
  const { results } = await runPacedCalls(
    [text],
    (last, ask) => askSummary(task, ask, finalInstructions(task.request), last, true),
    {
      ...paced(task),
      noun: "merges",
      isDivided: true,
      mostRefusals: () => mostRefusals,
      estimateTokens: () => tokens,
    },
  );
  const [entry] = results;
  if (entry?.status === "succeeded") return entry.value;
  if (entry) throw entry.error;
  const what = `${task.client.action} had no time left to merge the summaries of the parts.`;
  throw new AzureOpenAIError({ what }, { kind: "timeout", attempts: 0 });
};

/**
 * Merges the summaries of a text's parts, in as many rounds as needed. The last round writes the requested summary.
 * Where they are too long for the model or its quota, smaller groups are merged first.
 * @param summaries - with the number of their part, from 1
 * @param mostTokens - most tokens of the summaries in one request
 * @throws the error of the last round.
 */
export const mergeSummaries = async (
  task: SummaryTask,
  summaries: ReadonlyArray<readonly [part: number, text: string]>,
  count: CountTokens,
  mostTokens: number,
): Promise<Merged> => {
  let current = summaries.map(([part, text]) => placed(part, part, text));
  let rounds = 1;
  for (let most = mostTokens; ; ) {
    const merged = await mergeInRounds(task, current, most, count);
    current = merged.summaries;
    rounds += merged.rounds;
    const text = joined(current);
    const tokens = await count(text);
    try {
      return { final: await askForFinal(task, text, tokens), rounds };
    } catch (error) {
      if (!isTooLong(error) || current.length <= 2 || most < leastTokens) throw error;
      most = Math.ceil(Math.min(most, tokens) / 2);
    }
  }
};
