import type { Component, Input } from "@prismatic-io/spectral/dist/serverTypes";
import { operationsOf } from "../platform/component";
import type { EnteredConnection } from "../platform/connection";
import { runStep, type StepOutcome } from "../platform/runStep";
import { silentLogger } from "../platform/silentLogger";
import type { StepStates } from "../platform/stepContext";
import type { InputValues } from "../platform/stepParams";
import { evaluate, evaluateAlone, type Scope, type VariableTexts } from "./evaluate";
import type { FileStep } from "./integrationFile";
import { type KeptValues, platformStep } from "./platformStep";
import { referenceName } from "./reference";
import type { FlowSample } from "./sampleFile";

/** One step that ran, and what it gave. */
export interface RanStep {
  /** As references have it. */
  name: string;
  value: unknown;
  branch?: string;
}

/** What a flow runs with. */
interface FlowSurroundings {
  component: Component;
  connection: EnteredConnection;
  /** The texts of configuration variables that are no connections. */
  variables: VariableTexts;
  sample: FlowSample;
  /** What the steps of all flows keep. */
  states: Partial<StepStates>;
  /** What steps of the platform's own components keep for all flows. */
  kept: KeptValues;
}

/** One run of a flow: its steps one after the other, loops item by item, and of branches the one that is chosen. */
export class FlowRun {
  readonly ran: RanStep[] = [];

  constructor(private readonly around: FlowSurroundings) {}

  /** Runs steps, which may refer to what is in the scope. */
  async runSteps(steps: readonly FileStep[], before: Scope): Promise<void> {
    const scope = new Map(before);
    for (const step of steps) {
      const name = referenceName(step.name);
      if (step.steps) {
        await this.runLoop(step, name, scope);
        continue;
      }
      const outcome = await this.runOne(step, name, scope);
      this.ran.push({
        name,
        value: outcome.value,
        ...(outcome.branch !== undefined && { branch: outcome.branch }),
      });
      scope.set(name, { results: outcome.value });
      const chosen = step.branches?.find((branch) => branch.name === outcome.branch);
      if (chosen) await this.runSteps(chosen.steps, scope);
    }
  }

  private async runLoop(step: FileStep, name: string, scope: Scope): Promise<void> {
    const items = step.inputs["items"];
    const list = items && evaluateAlone(items, scope, this.around.variables);
    for (const currentItem of Array.isArray(list) ? list : []) {
      await this.runSteps(step.steps ?? [], new Map([...scope, [name, { currentItem }]]));
    }
  }

  private async runOne(step: FileStep, name: string, scope: Scope): Promise<StepOutcome> {
    const { component, sample, variables, kept } = this.around;
    if (step.action.component.key === component.key) return this.runOwn(step, name, scope);
    return platformStep(step, scope, variables, kept) ?? { value: sample.steps[name] ?? null };
  }

  /** What the inputs of a form get, but for its connections. */
  private entered(inputs: readonly Input[], expressions: FileStep["inputs"], scope: Scope): InputValues {
    return Object.fromEntries(
      inputs.flatMap((input) => {
        const expression = expressions[input.key];
        if (!expression || input.type === "connection") return [];
        return [[input.key, evaluate(input, expression, scope, this.around.variables)]];
      }),
    );
  }

  private async runOwn(step: FileStep, name: string, scope: Scope): Promise<StepOutcome> {
    const { component, connection, sample, states } = this.around;
    const operation = operationsOf(component).find(
      ({ kind, key }) => kind === "action" && key === step.action.key,
    );
    if (!operation) throw new Error(`${step.name}: this component has no action ${step.action.key}.`);
    const { inputs } = operation;
    const groups = Object.entries(sample.groups[name] ?? {}).map(([key, members]) => {
      const group = inputs.find((input) => input.key === key);
      return [key, this.entered(group?.inputs ?? [], members, scope)] as const;
    });
    const chosen = inputs.filter(({ type, key }) => type === "connection" && key in step.inputs);
    const outcome = await runStep(
      component,
      {
        operation,
        entered: { ...this.entered(inputs, step.inputs, scope), ...Object.fromEntries(groups) },
        connections: Object.fromEntries(chosen.map(({ key }) => [key, connection])),
      },
      { logger: silentLogger, states },
    );
    this.keep(outcome.states ?? {});
    return outcome;
  }

  private keep(given: Partial<StepStates>): void {
    const { states } = this.around;
    for (const [kind, kept] of Object.entries(given) as Array<[keyof StepStates, object]>) {
      states[kind] = { ...states[kind], ...kept };
    }
  }
}
