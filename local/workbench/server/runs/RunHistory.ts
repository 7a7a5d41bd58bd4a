import { RequestError } from "../http/RequestError";
import type { StepRun } from "./StepRun";

/** Runs of a session that are kept. */
const mostRuns = 500;

/** The runs of a session, the oldest first. */
export class RunHistory {
  private readonly runs: StepRun[] = [];

  list(): readonly StepRun[] {
    return this.runs;
  }

  /** Keeps a run. The oldest that has ended goes when there are too many. */
  add(run: StepRun): void {
    this.runs.push(run);
    const oldest = this.runs.findIndex(({ state }) => state !== "running");
    if (this.runs.length > mostRuns && oldest >= 0) this.runs.splice(oldest, 1);
  }

  /**
   * A run by its id.
   * @throws RequestError for one that is gone
   */
  get(id: string): StepRun {
    const found = this.runs.find((run) => run.id === id);
    if (!found) throw new RequestError(404, "This run is no longer in the history.");
    return found;
  }

  /** The result of the step of a name; undefined where there is none. */
  resultOf(name: string): { value: unknown } | undefined {
    return this.runs.findLast((run) => run.name === name)?.outcome;
  }

  /** A name for the next run of an action: its key, and a number from the second on. */
  nameFor(key: string): string {
    const names = new Set(this.runs.map(({ name }) => name));
    for (let number = 2, name = key; ; number += 1) {
      if (!names.has(name)) return name;
      name = `${key}${number}`;
    }
  }
}
