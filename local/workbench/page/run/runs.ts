import { signal } from "@preact/signals";
import type { RunView } from "../../wire/run";
import { get } from "../app/api";
import { onEvent } from "../app/events";

/** The runs of the session that the server keeps, the oldest first. */
export const runs = signal<readonly RunView[]>([]);

/** Puts a run in, or in place of what was known of it. */
export const putRun = (run: RunView): void => {
  const known = runs.value.findIndex(({ id }) => id === run.id);
  runs.value = known < 0 ? [...runs.value, run] : runs.value.with(known, run);
};

/** Loads all runs, and follows them until the returned function is called. */
export const followRuns = (): (() => void) => {
  const load = (): void => {
    get<RunView[]>("/api/runs").then(
      (all) => {
        runs.value = all;
      },
      // The page says elsewhere that the server does not answer.
      () => undefined,
    );
  };
  load();
  return onEvent((event) => {
    if (event.type === "resync") load();
    else if (event.type === "run") putRun(event.run);
  });
};
