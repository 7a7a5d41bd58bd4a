import type { RunView } from "../../wire/run";

/** An answer may come after the event that tells of a later state: a run that ended does not begin again. */
const later = (known: RunView | undefined, run: RunView): RunView =>
  known?.endedAtMs !== undefined && run.endedAtMs === undefined ? known : run;

/** Runs with one put in, or in place of what was known of it. */
export const withRun = (runs: readonly RunView[], run: RunView): readonly RunView[] => {
  const place = runs.findIndex(({ id }) => id === run.id);
  return place < 0 ? [...runs, run] : runs.with(place, later(runs[place], run));
};

/**
 * All runs of an answer, and those that began while it was on its way.
 * @param askedAtMs - when the answer was asked for
 */
export const withAnswer = (
  runs: readonly RunView[],
  answer: readonly RunView[],
  askedAtMs: number,
): readonly RunView[] => {
  const known = new Map(runs.map((run) => [run.id, run]));
  const answered = new Set(answer.map(({ id }) => id));
  const begun = runs.filter(({ id, startedAtMs }) => startedAtMs >= askedAtMs && !answered.has(id));
  return [...answer.map((run) => later(known.get(run.id), run)), ...begun];
};
