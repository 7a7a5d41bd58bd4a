import { RequestError } from "../http/RequestError";
import { estimateBytes } from "./estimateBytes";
import type { StepRun } from "./StepRun";

/** Runs of a session that are kept. */
const mostRuns = 500;
/** What the ended ones may take in memory together, in bytes, by an estimate. The last one stays, whatever it takes. */
const mostRunBytes = 1024 * 1024 * 1024;

/** The runs of a session, the oldest first. */
export class RunHistory {
  private readonly runs: StepRun[] = [];
  /** How many names were given, by the key of the action. */
  private readonly numbers = new Map<string, number>();
  /** Of the runs that ended: they no longer change. */
  private readonly bytes = new WeakMap<StepRun, number>();

  constructor(private readonly mostBytes = mostRunBytes) {}

  list(): readonly StepRun[] {
    return this.runs;
  }

  /** Keeps a run. The oldest that have ended go when there are too many, or when they hold too much. */
  add(run: StepRun): void {
    const ended = this.runs.filter(({ state }) => state !== "running");
    let held = ended.reduce((sum, one) => sum + this.bytesOf(one), 0);
    let surplus = this.runs.length + 1 - mostRuns;
    for (const one of ended.slice(0, -1)) {
      if (surplus <= 0 && held <= this.mostBytes) break;
      this.runs.splice(this.runs.indexOf(one), 1);
      held -= this.bytesOf(one);
      surplus -= 1;
    }
    this.runs.push(run);
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

  /**
   * A name for the next run of an action: its key, and a number from the second on. It is given once in a session, so
   * that no reference to a run that is gone leads to another one.
   */
  nameFor(key: string): string {
    const number = (this.numbers.get(key) ?? 0) + 1;
    this.numbers.set(key, number);
    return number === 1 ? key : `${key}${number}`;
  }

  private bytesOf(run: StepRun): number {
    const known = this.bytes.get(run) ?? estimateBytes([run.outcome?.value, run.asked, run.log, run.events]);
    this.bytes.set(run, known);
    return known;
  }
}
