import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import type { EnteredConnection } from "../platform/connection";
import { deployTrigger, emptyDelivery, handedOver } from "../platform/deployTrigger";
import { silentLogger } from "../platform/silentLogger";
import type { TriggerFlow } from "../platform/TriggerFlow";
import { evaluate, type VariableTexts } from "./evaluate";
import { FlowRun, type RanStep } from "./FlowRun";
import type { FileFlow, FileStep, IntegrationFile } from "./integrationFile";
import type { KeptValues } from "./platformStep";
import { referenceName } from "./reference";
import type { FlowSample } from "./sampleFile";

/** What an integration runs with. */
interface IntegrationSurroundings {
  component: Component;
  connection: EnteredConnection;
  sampleOf: (flow: string) => FlowSample;
}

/** What the steps of one run of a flow gave. */
export interface RanFlow {
  name: string;
  /** What its trigger handed over. */
  trigger: RanStep;
  steps: RanStep[];
}

/** The texts that stand in the file for configuration variables: their defaults. */
const variableTexts = ({ requiredConfigVars }: IntegrationFile): VariableTexts =>
  Object.fromEntries(
    requiredConfigVars
      .filter(({ dataType }) => dataType !== "connection")
      .map((variable) => [variable.key, String((variable as { defaultValue?: unknown }).defaultValue ?? "")]),
  );

/** A flow with a trigger of this component, its form filled in. */
const deployed = (
  step: FileStep,
  { component, connection }: IntegrationSurroundings,
  variables: VariableTexts,
  shared: { crossFlowState: Record<string, unknown> },
): TriggerFlow => {
  const { key } = step.action;
  const inputs = component.triggers[key]?.inputs ?? [];
  const entered = Object.fromEntries(
    inputs.flatMap((input) => {
      const expression = step.inputs[input.key];
      return expression && input.type !== "connection"
        ? [[input.key, evaluate(input, expression, new Map(), variables)]]
        : [];
    }),
  );
  return deployTrigger(component, { key, entered, connection, logger: silentLogger }, shared);
};

/** What a trigger that polls hands over: one thing, or nothing. */
const poll = async (trigger: TriggerFlow): Promise<unknown[]> => {
  const found = handedOver(await trigger.call("perform", emptyDelivery));
  return found === undefined ? [] : [found];
};

/**
 * Runs the flows of an integration one after the other against an endpoint, as the platform does: triggers that poll
 * are deployed first, and polled when their flow has its turn, so that a flow finds what those before it have begun.
 * @throws whatever a step throws
 */
export const runIntegration = async (
  file: IntegrationFile,
  surroundings: IntegrationSurroundings,
): Promise<RanFlow[]> => {
  const { component, connection, sampleOf } = surroundings;
  const variables = variableTexts(file);
  const shared = { crossFlowState: {} as Record<string, unknown> };
  const states = { crossFlowState: shared.crossFlowState };
  const kept: KeptValues = new Map();
  const triggers = new Map<FileFlow, TriggerFlow>();
  for (const flow of file.flows) {
    const [first] = flow.steps;
    if (first?.action.component.key !== component.key) continue;
    const trigger = deployed(first, surroundings, variables, shared);
    await trigger.call("onInstanceDeploy");
    await trigger.call("perform", emptyDelivery);
    triggers.set(flow, trigger);
  }
  const ran: RanFlow[] = [];
  for (const flow of file.flows) {
    const sample = sampleOf(flow.name);
    const trigger = triggers.get(flow);
    for (const results of trigger ? await poll(trigger) : sample.triggers) {
      const run = new FlowRun({ component, connection, variables, sample, states, kept });
      const [first, ...steps] = flow.steps;
      const name = referenceName(first?.name ?? "");
      await run.runSteps(steps, new Map([[name, { results }]]));
      Object.assign(shared.crossFlowState, states.crossFlowState);
      ran.push({ name: flow.name, trigger: { name, value: results }, steps: run.ran });
    }
  }
  return ran;
};
