import { signal } from "@preact/signals";
import type { RunView } from "../../wire/run";
import { get } from "../app/api";
import { onEvent } from "../app/events";

/** The runs of the session that the server keeps, the oldest first. */
export const runs = signal<readonly RunView[]>([]);

const knownOf = (id: string): RunView | undefined => runs.value.find((run) => run.id === id);

/** An answer may come after the event that tells of a later state: a run that ended does not begin again. */
const later = (run: RunView): RunView => {
  const known = knownOf(run.id);
  return known?.endedAtMs !== undefined && run.endedAtMs === undefined ? known : run;
};

/** Puts a run in, or in place of what was known of it. */
export const putRun = (run: RunView): void => {
  const known = runs.value.findIndex(({ id }) => id === run.id);
  runs.value = known < 0 ? [...runs.value, run] : runs.value.with(known, later(run));
};

const load = async (): Promise<void> => {
  const askedAtMs = Date.now();
  const all = await get<RunView[]>("/api/runs");
  const ids = new Set(all.map(({ id }) => id));
  // Those that began while the answer was on its way are not in it.
  const begun = runs.value.filter(({ id, startedAtMs }) => startedAtMs >= askedAtMs && !ids.has(id));
  runs.value = [...all.map(later), ...begun];
};

/** Loads all runs, and follows them until the returned function is called. */
export const followRuns = (): (() => void) => {
  const renew = (): void => {
    // That the server does not answer is told by the frame of the page.
    load().catch(() => undefined);
  };
  renew();
  return onEvent((event) => {
    if (event.type === "resync") renew();
    else if (event.type === "run") putRun(event.run);
  });
};
