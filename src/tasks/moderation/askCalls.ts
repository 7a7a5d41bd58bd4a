import type { Client } from "../../client/createClient";
import { isAzureOpenAIError, isOverBudget } from "../../client/errors/errors";
import { type PacedCalls, runPacedCalls } from "../../pacing/runPacedCalls";
import type { Judge, Judged } from "./judge";
import type { PlannedPiece } from "./planCalls";

/** What became of a piece. */
export type PieceOutcome = { judgment: Judged } | { error: unknown };

/** The bounds of a step. */
export type ModerationBounds = Pick<PacedCalls<unknown>, "concurrency" | "mostFailures" | "spread">;

/** Refusals that one piece of a call may have for all: each is asked for alone then. */
const mayBeOfOne = (error: unknown): boolean =>
  isAzureOpenAIError(error) &&
  !isOverBudget(error) &&
  (error.kind === "rejected" || error.kind === "unexpectedResponse" || error.kind === "contentFiltered");

type JudgeCall = (pieces: readonly PlannedPiece[]) => Promise<Judged[]>;

/** Asks for a piece of a refused call alone. A refusal of that piece is its outcome. */
const askAlone = async (piece: PlannedPiece, judge: JudgeCall): Promise<PieceOutcome[]> => {
  try {
    return (await judge([piece])).map((judgment) => ({ judgment }));
  } catch (error) {
    if (mayBeOfOne(error)) return [{ error }];
    throw error;
  }
};

/** Asks for each piece alone. What has an outcome already, from before a refusal for rate, keeps it. */
const askEach = async (
  pieces: readonly PlannedPiece[],
  judge: JudgeCall,
  kept: Map<PlannedPiece, PieceOutcome[]>,
): Promise<PieceOutcome[]> => {
  for (const piece of pieces) if (!kept.has(piece)) kept.set(piece, await askAlone(piece, judge));
  return pieces.flatMap((piece) => kept.get(piece) ?? []);
};

/**
 * Makes the calls at the pace of the judge's quota.
 * @returns the outcomes by piece, without those there was no time for, and why there was none
 * @throws what `runPacedCalls` throws.
 */
export const askCalls = async (
  client: Client,
  calls: readonly PlannedPiece[][],
  judge: Judge,
  bounds: ModerationBounds,
): Promise<{ outcomes: Map<PlannedPiece, PieceOutcome>; warning: string | null }> => {
  const kept = new Map<PlannedPiece, PieceOutcome[]>();
  const refusedWhole = new Set<readonly PlannedPiece[]>();
  const { results, warning } = await runPacedCalls(
    calls,
    async (pieces, ask, index): Promise<PieceOutcome[]> => {
      const judgeCall: JudgeCall = (some) => judge.judge(some, ask, index);
      try {
        if (!refusedWhole.has(pieces)) return (await judgeCall(pieces)).map((judgment) => ({ judgment }));
      } catch (error) {
        if (pieces.length === 1 || !mayBeOfOne(error)) throw error;
        refusedWhole.add(pieces);
      }
      return askEach(pieces, judgeCall, kept);
    },
    {
      ...bounds,
      ...{ client, model: judge.model, purpose: judge.purpose, ownQuota: judge.ownQuota, noun: "calls" },
      estimateTokens: (pieces) => pieces.reduce((sum, { tokens }) => sum + tokens, 0),
    },
  );
  const outcomes = new Map<PlannedPiece, PieceOutcome>();
  for (const [index, pieces] of calls.entries()) {
    const settled = results[index];
    for (const [place, piece] of pieces.entries()) {
      const outcome = settled?.status === "succeeded" ? settled.value[place] : settled;
      if (outcome) outcomes.set(piece, "judgment" in outcome ? outcome : { error: outcome.error });
    }
  }
  return { outcomes, warning };
};
