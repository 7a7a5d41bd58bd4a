import { exitCodes } from "./exit";

type Counts = Partial<Record<"failed" | "errored" | "remaining", unknown>>;

/** What tells in a result that it is not whole. */
interface Result {
  counts?: Counts;
  /** Of an evaluation, where a check that fails is a result. */
  totals?: Counts;
  /** Of a summary. */
  coverage?: { share?: unknown };
  /** Of a diagnosis, beside `ok`. */
  checks?: unknown;
  ok?: unknown;
}

/** The code for a result: 0, or another where items failed or remain, parts have no summary, or a check failed. */
export const exitCodeOf = (value: unknown): number => {
  const { counts, totals, coverage, checks, ok } = (value ?? {}) as Result;
  if (Array.isArray(checks) && ok === false) return exitCodes.failed;
  const left = [counts?.failed, counts?.remaining, totals?.errored, totals?.remaining];
  const isPartial = left.some((count) => Number(count ?? 0) > 0) || Number(coverage?.share ?? 1) < 1;
  return isPartial ? exitCodes.partial : 0;
};
