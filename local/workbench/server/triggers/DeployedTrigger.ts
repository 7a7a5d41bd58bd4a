import { randomUUID } from "node:crypto";
import { connectionValue } from "../../../platform/connection";
import { isRecord } from "../../../platform/isRecord";
import { stepContext } from "../../../platform/stepContext";
import { stepParams } from "../../../platform/stepParams";
import { type CallTrigger, TriggerFlow } from "../../../platform/TriggerFlow";
import type { LogLine } from "../../wire/run";
import type { AskedDeployment, StateName, TriggerRunView } from "../../wire/trigger";
import { formInputs } from "../catalogue/formInputs";
import { RequestError } from "../http/RequestError";
import { problemOf } from "../runs/problemOf";
import { resolveForm } from "../runs/resolveForm";
import { stepLogger } from "../runs/stepLogger";
import type { TriggerSurroundings } from "./TriggerSurroundings";
import { type TriggerPart, triggerPart } from "./triggerPart";

/** Calls of one trigger that are kept. */
const mostRuns = 100;
const mostLogLines = 200;

/** Where spectral keeps the polling state in the instance's. */
const internalName = "__prismaticInternal";

/** A call of a trigger, with what it handed to the flow. */
interface TriggerRun extends TriggerRunView {
  result: unknown;
}

/** What is known of a call before it ends. */
type RunningCall = Pick<TriggerRun, "attempts" | "log">;

/** What a trigger gave, as far as pages show it. */
const outcomeOf = (result: unknown): Partial<TriggerRun> => {
  const { payload, resultType, branch, response } = isRecord(result) ? result : {};
  if (!isRecord(payload)) return {};
  const { data } = isRecord(payload["body"]) ? payload["body"] : {};
  const foundNothing = resultType === "polled_no_changes";
  const status = isRecord(response) ? response["statusCode"] : undefined;
  return {
    ...{ result: data, hasResult: data !== undefined, startsFlow: !foundNothing },
    ...(foundNothing && { foundNothing }),
    ...(typeof branch === "string" && { branch }),
    ...(typeof status === "number" && { status }),
  };
};

/** One trigger with its flow: what it was deployed with, what it keeps, and how it was called. */
export class DeployedTrigger {
  deployment: (AskedDeployment & { atMs: number }) | undefined;
  /** The newest first. */
  readonly runs: TriggerRun[] = [];
  readonly flow: TriggerFlow;
  private call: RunningCall = { attempts: 0, log: [] };
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly key: string,
    private readonly workbench: TriggerSurroundings,
  ) {
    this.flow = new TriggerFlow((...call) => this.invoke(...call), workbench.states);
  }

  /**
   * The trigger in the component that is loaded now.
   * @throws RequestError where there is none
   */
  get part(): TriggerPart {
    return triggerPart(this.workbench.component.get().component, this.key);
  }

  /** What the trigger keeps. */
  states(): Record<StateName, Record<string, unknown>> {
    const { [internalName]: internal, ...instanceState } = this.flow.instanceState;
    const polling = isRecord(internal) && isRecord(internal["polling"]) ? internal["polling"] : {};
    return { polling, instanceState, crossFlowState: this.workbench.states.crossFlowState };
  }

  /** Empties one state. */
  reset(name: StateName): void {
    const { [internalName]: internal, ...instanceState } = this.flow.instanceState;
    if (name === "crossFlowState") this.workbench.states.crossFlowState = {};
    if (name === "polling") this.flow.instanceState = instanceState;
    if (name === "instanceState") {
      this.flow.instanceState = internal === undefined ? {} : { [internalName]: internal };
    }
  }

  /** Does something with the trigger, after what was begun before, and keeps what came of it. */
  async run(label: string, work: () => Promise<unknown>): Promise<TriggerRunView> {
    const before = this.last;
    const done = (async () => {
      await before;
      return this.record(label, work);
    })();
    this.last = done;
    return done;
  }

  private async record(label: string, work: () => Promise<unknown>): Promise<TriggerRunView> {
    const call: RunningCall = { attempts: 0, log: [] };
    this.call = call;
    const startedAtMs = Date.now();
    const run = { id: randomUUID(), label, startedAtMs, startsFlow: false, hasResult: false };
    const ended = await work().then(outcomeOf, (error: unknown) => ({
      problem: problemOf(error, formInputs(this.part.inputs), this.workbench.connections.redact),
    }));
    const whole: TriggerRun = {
      ...{ ...run, result: undefined, ...call, durationMs: Date.now() - startedAtMs },
      ...ended,
    };
    this.runs.unshift(whole);
    this.runs.length = Math.min(this.runs.length, mostRuns);
    this.workbench.hub.tell({ type: "trigger", key: this.key });
    return viewOf(whole);
  }

  /** The inputs as the trigger gets them. */
  private params(part: TriggerPart): Record<string, unknown> {
    const { component, connections, files, secrets, runs } = this.workbench;
    if (!this.deployment) throw new RequestError(409, `${part.display.label}: deploy it first.`);
    const { form, connections: ids } = this.deployment;
    const surroundings = { files, secrets, resultOf: (name: string) => runs.resultOf(name) };
    const chosen = Object.entries(ids).map(([input, id]) => [
      input,
      connectionValue(component.get().component, connections.get(id).entered),
    ]);
    const entered = resolveForm(part.inputs, form, surroundings);
    return { ...stepParams(part.inputs, entered), ...Object.fromEntries(chosen) };
  }

  private readonly invoke: CallTrigger = async (method, given, payload) => {
    const { part, call } = this;
    const perform = part[method];
    if (!perform) return undefined;
    const write = (line: LogLine): void => {
      if (call.log.length < mostLogLines) call.log.push(line);
    };
    const observe = ({ type }: { type: string }): void => {
      if (type === "attempt") call.attempts += 1;
    };
    const logger = stepLogger(write, this.workbench.connections.redact);
    const context: Record<string, unknown> = { ...stepContext({ logger, observe }), ...given };
    const result = await perform(context, ...payload, this.params(part));
    return { result, instanceState: isRecord(context["instanceState"]) ? context["instanceState"] : {} };
  };
}

/** A call without what it handed over, which has an address of its own. */
export const viewOf = ({ result: _result, ...view }: TriggerRun): TriggerRunView => view;
