import type { StepEvent } from "../../../../src/client/events";
import type { Operation } from "../../../platform/component";
import type { EnteredConnection } from "../../../platform/connection";
import { runStep } from "../../../platform/runStep";
import type { StepSettings } from "../../../platform/stepContext";
import type { AskedStep } from "../../wire/entered";
import type { LogLine } from "../../wire/run";
import { formInputs } from "../catalogue/formInputs";
import { RequestError } from "../http/RequestError";
import type { Workbench } from "../workbench";
import { keepSecrets } from "./keepSecrets";
import { keepStates } from "./keepStates";
import { problemOf } from "./problemOf";
import { resolveForm } from "./resolveForm";
import { StepRun } from "./StepRun";
import { stepLogger } from "./stepLogger";

/** Events and lines are told together, so often that a page looks alive, in milliseconds. */
const toldEveryMs = 50;
/** References that lead to nothing of which the log tells. */
const mostMisses = 100;

/** Tells the pages what a run does, many events at once. */
class RunTeller {
  private events: StepEvent[] = [];
  private told = 0;
  private lines: LogLine[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly run: StepRun,
    private readonly hub: Workbench["hub"],
  ) {}

  event(event: StepEvent): void {
    this.events.push(event);
    this.timer ??= setTimeout(() => this.flush(), toldEveryMs);
  }

  line(line: LogLine): void {
    this.lines.push(line);
    this.timer ??= setTimeout(() => this.flush(), toldEveryMs);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { id } = this.run;
    if (this.events.length > 0) {
      this.hub.tell({ type: "step", run: id, first: this.told, events: this.events });
      this.told += this.events.length;
    }
    if (this.lines.length > 0) this.hub.tell({ type: "log", run: id, lines: this.lines });
    this.events = [];
    this.lines = [];
    this.hub.tell({ type: "run", run: this.run.view() });
  }
}

/** The connections that a step is given. */
const chosenConnections = (
  operation: Operation,
  ids: AskedStep["connections"],
  { connections }: Workbench,
): Record<string, EnteredConnection> => {
  const chosen = Object.fromEntries(
    Object.entries(ids).map(([key, id]) => [key, connections.get(id).entered] as const),
  );
  const lacking = operation.inputs.find(
    ({ type, key, required }) => type === "connection" && required && !chosen[key],
  );
  if (lacking) throw new RequestError(400, `${lacking.label}: choose a connection.`, [lacking.key]);
  return chosen;
};

const writeLine = (run: StepRun, teller: RunTeller, line: LogLine): void => {
  run.write(line);
  teller.line(line);
};

/** Where a run's events and log go: into the run, and to the pages. */
const settingsOf = (run: StepRun, teller: RunTeller, redact: (text: string) => string): StepSettings => ({
  logger: stepLogger((line) => writeLine(run, teller, line), redact),
  isDebugging: run.asked.isDebugging === true,
  signal: run.cancelling.signal,
  observe: (event) => {
    run.observe(event);
    teller.event(event);
  },
});

/**
 * Starts a step, and gives its run at once.
 * @throws RequestError where the step can't be begun, such as for a reference that leads nowhere
 */
export const startRun = (workbench: Workbench, asked: AskedStep): { run: StepRun; ended: Promise<void> } => {
  const { component: loaded, connections, runs, triggers, files, secrets, hub, states } = workbench;
  const operation = loaded.operation(asked.kind, asked.key);
  const resultOf = (name: string) => runs.resultOf(name) ?? triggers.resultOf(name);
  const misses: string[] = [];
  const missed = (sentence: string): number => misses.push(sentence);
  const form = keepSecrets(operation.inputs, asked.form, (...entered) => secrets.keep(...entered));
  const entered = resolveForm(operation.inputs, form, { files, secrets, resultOf, missed });
  const chosen = chosenConnections(operation, asked.connections, workbench);
  const run = new StepRun(runs.nameFor(asked.key), operation.label, { ...asked, form });
  runs.add(run);
  const teller = new RunTeller(run, hub);
  const { redact } = connections;
  for (const text of misses.slice(0, mostMisses)) {
    writeLine(run, teller, { atMs: Date.now(), level: "warn", text: redact(text) });
  }
  const step = { operation, entered, connections: chosen };
  const settings = { ...settingsOf(run, teller, redact), states };
  const ended = run.sent
    .follow(() => runStep(loaded.get().component, step, settings))
    .then((outcome) => {
      keepStates(states, outcome.states);
      run.succeed(outcome);
    })
    .catch((error: unknown) =>
      run.fail(problemOf(error, formInputs(operation.inputs), redact, asked.connections)),
    )
    .finally(() => teller.flush());
  hub.tell({ type: "run", run: run.view() });
  return { run, ended };
};
