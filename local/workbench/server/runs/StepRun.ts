import { randomUUID } from "node:crypto";
import type { StepEvent } from "../../../../src/client/events";
import type { StepOutcome } from "../../../platform/runStep";
import type { AskedStep } from "../../wire/entered";
import type { LogLine, RunProblem, RunState, RunView } from "../../wire/run";
import { AttemptRows } from "./AttemptRows";
import { SentRequests } from "./SentRequests";

/** Events of one step that are kept; a bulk run of 100,000 items has about three times as many. */
const mostEvents = 350_000;
const mostLogLines = 20_000;
/** Of a branch's name and a content type, in characters. */
const mostCharacters = 500;

/** One run of a step, while it lasts and after. */
export class StepRun {
  readonly id = randomUUID();
  readonly events: StepEvent[] = [];
  /** Those of the events that are attempts, as rows of a table. */
  readonly attempts = new AttemptRows();
  readonly log: LogLine[] = [];
  readonly sent = new SentRequests();
  readonly cancelling = new AbortController();
  readonly startedAtMs = Date.now();
  state: RunState = "running";
  outcome: StepOutcome | undefined;
  private endedAtMs: number | undefined;
  private problem: RunProblem | undefined;
  private attemptCount = 0;
  private tokens = 0;
  private cost: number | undefined = 0;

  constructor(
    readonly name: string,
    private readonly label: string,
    readonly asked: AskedStep,
  ) {}

  /** Takes what the step tells. */
  observe(event: StepEvent): void {
    const isKept = this.events.length < mostEvents;
    if (isKept) this.events.push(event);
    if (event.type !== "attempt") return;
    this.attemptCount += 1;
    if (isKept) this.attempts.add(event);
    if (!event.spent) return;
    this.tokens += event.spent.tokens;
    const { cost } = event.spent;
    this.cost = cost === undefined || this.cost === undefined ? undefined : this.cost + cost;
  }

  write(line: LogLine): void {
    if (this.log.length < mostLogLines) this.log.push(line);
  }

  succeed(outcome: StepOutcome): void {
    this.outcome = outcome;
    this.end("succeeded");
  }

  fail(problem: RunProblem): void {
    this.problem = problem;
    this.end(this.cancelling.signal.aborted ? "cancelled" : "failed");
  }

  /** The run without its form, result, log and events, each of which has an address of its own. */
  view(): RunView {
    const { id, name, label, state, startedAtMs, endedAtMs, problem, outcome, tokens } = this;
    const { branch, contentType } = outcome ?? {};
    const { form: _form, ...asked } = this.asked;
    return {
      ...{ id, name, label, asked, state, startedAtMs, tokens },
      ...{ attempts: this.attemptCount, logLines: this.log.length },
      ...(endedAtMs !== undefined && { endedAtMs }),
      ...(problem && { problem }),
      ...(branch !== undefined && { branch: branch.slice(0, mostCharacters) }),
      ...(contentType !== undefined && { contentType: contentType.slice(0, mostCharacters) }),
      ...(this.tokens > 0 && this.cost !== undefined && { cost: this.cost }),
    };
  }

  private end(state: RunState): void {
    this.state = state;
    this.endedAtMs = Date.now();
  }
}
