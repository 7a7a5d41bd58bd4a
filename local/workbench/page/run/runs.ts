import { signal } from "@preact/signals";
import type { RunView } from "../../wire/run";
import { get } from "../app/api";
import { onEvent } from "../app/events";
import { withAnswer, withRun } from "./mergeRuns";

/** The runs of the session that the server keeps, the oldest first. */
export const runs = signal<readonly RunView[]>([]);

/** Puts a run in, or in place of what was known of it. */
export const putRun = (run: RunView): void => {
  runs.value = withRun(runs.value, run);
};

const load = async (): Promise<void> => {
  const askedAtMs = Date.now();
  const all = await get<RunView[]>("/api/runs");
  runs.value = withAnswer(runs.value, all, askedAtMs);
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
