import type { Client } from "../../client/createClient";
import type { FallbackReport } from "../../client/fallback/fallback";
import { type ItemError, itemError } from "../../output/itemError";
import type { ModerationSource } from "../../text/moderation/categories";
import { isFlagged, type Judgment, joinJudgments } from "../../text/moderation/verdict";
import { askCalls, type ModerationBounds, type PieceOutcome } from "./askCalls";
import { chooseJudge, type JudgeChoice } from "./chooseJudge";
import { callsOf, type ModeratedItem, piecesOf } from "./planCalls";

export { moderatedItems } from "./planCalls";

/** What was found in a text or an image. */
export interface ItemVerdict extends Pick<Judgment, "categories" | "raw"> {
  /** null for what was not wholly judged, and not flagged as far as it was. */
  flagged: boolean | null;
  status: "judged" | "notJudged" | "failed";
  error: ItemError | null;
  fallback?: FallbackReport | undefined;
  /** What failed, for a step with one text. */
  failure?: unknown;
}

/** What was found in the texts and images of a step. */
export interface Moderation {
  source: ModerationSource;
  /** In the order of the items; undefined for one that there was no time for. */
  verdicts: Array<ItemVerdict | undefined>;
  /** Why items were not done, and when to try again; null when all were. */
  warning: string | null;
}

const clean: ItemVerdict = {
  categories: new Map(),
  raw: null,
  flagged: false,
  status: "judged",
  error: null,
};

/** The verdict on an item, from what became of its pieces; undefined where one of them is not done. */
const verdictOf = (outcomes: ReadonlyArray<PieceOutcome | undefined>): ItemVerdict | undefined => {
  if (outcomes.includes(undefined)) return undefined;
  const done = outcomes.filter((outcome) => outcome !== undefined);
  const judgments = done.flatMap((outcome) => ("judgment" in outcome ? [outcome.judgment] : []));
  const failed = done.find((outcome) => "error" in outcome);
  const joined = joinJudgments(judgments);
  const found = isFlagged(joined);
  const flagged = failed && found === false ? null : found;
  const { gap, categories } = joined;
  const raws = judgments.map(({ raw }) => raw);
  return {
    categories,
    flagged,
    status: flagged !== null ? "judged" : failed ? "failed" : "notJudged",
    error: failed ? itemError(failed.error) : gap === null ? null : { message: gap },
    fallback: judgments.find(({ fallback }) => fallback)?.fallback,
    raw: raws.length > 1 ? raws : (raws[0] ?? null),
    ...(failed && { failure: failed.error }),
  };
};

/** The verdict on an image that the judge does not take. It is not sent, and never clean. */
const refusedImage = ({ place }: ModeratedItem, problem: string): ItemVerdict => ({
  ...clean,
  ...{ flagged: null, status: "notJudged", error: { message: `Files: ${place} ${problem}` } },
});

const tellUnlooked = ({ warnings }: Client, outcomes: Iterable<PieceOutcome>): void => {
  const names = [...outcomes].flatMap((outcome) =>
    "judgment" in outcome ? (outcome.judgment.unlooked ?? []) : [],
  );
  if (names.length > 0)
    warnings.add(`The service does not look for these in images: ${[...new Set(names)].join(", ")}.`);
};

/**
 * Has texts and images judged. An empty text is clean, and is not sent.
 * @throws what `chooseJudge` and `runPacedCalls` throw.
 */
export const moderate = async (
  client: Client,
  items: readonly ModeratedItem[],
  { bounds, ...choice }: JudgeChoice & { bounds: ModerationBounds },
): Promise<Moderation> => {
  const judge = await chooseJudge(client, choice);
  if (bounds.spread && judge.ownQuota !== undefined)
    client.warnings.add(
      "Spread over Fallbacks does nothing: Content Safety is one resource, without fallbacks.",
    );
  const problems = items.map(({ kind, content }) =>
    kind === "image" ? judge.problemOf?.(content) : undefined,
  );
  const pieces = await Promise.all(
    items.map(async (item, index) => (problems[index] === undefined ? piecesOf(item, index) : [])),
  );
  const calls = callsOf(pieces.flat(), judge);
  const { outcomes, warning } = await askCalls(client, calls, judge, bounds);
  tellUnlooked(client, outcomes.values());
  const verdicts = items.map((item, index) => {
    const problem = problems[index];
    if (problem !== undefined) return refusedImage(item, problem);
    const own = pieces[index] ?? [];
    return own.length === 0 ? clean : verdictOf(own.map((piece) => outcomes.get(piece)));
  });
  return { source: judge.source, verdicts, warning };
};
