import { exitCodes } from "./exit";

/** The properties of a result that show that it is incomplete. */
interface Result {
  counts?: { failed?: unknown; remaining?: unknown };
  /** Present in a summary. */
  coverage?: { share?: unknown };
  /** Present in a diagnosis, with `ok`. */
  checks?: unknown;
  ok?: unknown;
}

/** The code for a result: 0, or another where items failed or remain, parts have no summary, or a check failed. */
export const exitCodeOf = (value: unknown): number => {
  const { counts, coverage, checks, ok } = (value ?? {}) as Result;
  if (Array.isArray(checks) && ok === false) return exitCodes.failed;
  const left = [counts?.failed, counts?.remaining];
  const isPartial = left.some((count) => Number(count ?? 0) > 0) || Number(coverage?.share ?? 1) < 1;
  return isPartial ? exitCodes.partial : 0;
};
