import type { Component, Input } from "@prismatic-io/spectral/dist/serverTypes";
import { checkInputs } from "./checkInputs";
import {
  allSteps,
  type FileFlow,
  type FileStep,
  type FileVariable,
  type IntegrationFile,
} from "./integrationFile";
import { branchNames, type KnownPart, knownPart } from "./knownPart";
import { pathProblem } from "./pathProblem";
import { type Reference, referenceName } from "./reference";
import type { FlowSample } from "./sampleFile";
import { usesIn } from "./usesIn";

/** What a step may refer to. */
type Visible = ReadonlyMap<string, { step: FileStep; part: KnownPart | undefined }>;

interface Surroundings {
  component: Component;
  file: IntegrationFile;
  sample: FlowSample;
}

const referenceProblem = (
  { step, part, path, text }: Reference,
  visible: Visible,
  { sample }: Surroundings,
): string[] => {
  const seen = visible.get(step);
  if (!seen) return [`refers to ${text}, but no step before it is called ${step}.`];
  if (part === "currentItem") {
    return seen.step.steps ? [] : [`refers to ${text}, but ${step} is no loop.`];
  }
  if (part !== "results") return [`refers to ${text}: what a step gives is its results.`];
  const given = seen.part ? seen.part.output : seen.step.isTrigger ? sample.triggers[0] : sample.steps[step];
  const problem = pathProblem(given, path);
  return problem === undefined ? [] : [`refers to ${text}, but ${problem}`];
};

const branchProblems = (step: FileStep, part: KnownPart | undefined): string[] => {
  if (!step.branches) return [];
  if (!part) return [];
  const names = branchNames(part, step.inputs);
  return step.branches
    .filter(({ name }) => !names.includes(name))
    .map(({ name }) => `has a branch ${name}, and can only go on with ${names.join(", ") || "none"}.`);
};

/** The part of the component that a step runs; undefined for other components, and for a part that there is not. */
const partOf = ({ action: { key, component: owner }, isTrigger }: FileStep, component: Component) =>
  owner.key === component.key ? knownPart(component, key, isTrigger === true) : undefined;

const stepProblems = (
  step: FileStep,
  part: KnownPart | undefined,
  visible: Visible,
  around: Surroundings,
): string[] => {
  const { component, file, sample } = around;
  const { key, component: owner } = step.action;
  if (owner.key === component.key && !part) {
    return [`${step.name}: this component has no ${step.isTrigger ? "trigger" : "action"} ${key}.`];
  }
  const groups = sample.groups[referenceName(step.name)] ?? {};
  const { references, variables } = usesIn([
    ...Object.values(step.inputs),
    ...Object.values(groups).flatMap(Object.values),
  ]);
  const known = new Set(file.requiredConfigVars.map((variable) => variable.key));
  return [
    ...(part ? checkInputs(part.inputs, step.inputs, groups, file) : []),
    ...references.flatMap((reference) => referenceProblem(reference, visible, around)),
    ...variables
      // A connection that another component's step does without is an empty name.
      .filter((name) => name !== "" && !known.has(name))
      .map((name) => `names the configuration variable ${name}, which requiredConfigVars lacks.`),
    ...branchProblems(step, part),
  ].map((problem) => `${step.name}: ${problem}`);
};

const sequenceProblems = (steps: readonly FileStep[], before: Visible, around: Surroundings): string[] => {
  const visible = new Map(before);
  return steps.flatMap((step) => {
    const part = partOf(step, around.component);
    const problems = stepProblems(step, part, visible, around);
    visible.set(referenceName(step.name), { step, part });
    return [
      ...problems,
      ...sequenceProblems(step.steps ?? [], visible, around),
      ...(step.branches ?? []).flatMap((branch) => sequenceProblems(branch.steps, visible, around)),
    ];
  });
};

const flowProblems = (flow: FileFlow, around: Surroundings): string[] => {
  const names = allSteps(flow.steps).map(({ name }) => referenceName(name));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const triggers = flow.steps.filter(({ isTrigger }) => isTrigger);
  return [
    ...(triggers.length === 1 && flow.steps[0]?.isTrigger ? [] : ["A flow begins with its one trigger."]),
    ...twice.map((name) => `Two steps are called ${name}.`),
    ...sequenceProblems(flow.steps, new Map(), around),
  ].map((problem) => `${flow.name}: ${problem}`);
};

const variableProblems = (
  { key, connection, dataSource, inputs = {} }: FileVariable,
  { component, file, sample }: Surroundings,
): string[] => {
  const own = (connection ?? dataSource)?.component.key === component.key;
  if (!own) return [];
  const found: { inputs: Input[] } | undefined = connection
    ? component.connections.find((each) => each.key === connection.key)
    : component.dataSources[dataSource?.key ?? ""];
  if (!found) return [`${key}: this component has no ${connection?.key ?? dataSource?.key}.`];
  const groups = sample.groups[key] ?? {};
  return checkInputs(found.inputs, inputs, groups, file).map((problem) => `${key}: ${problem}`);
};

/**
 * In what an integration file does not fit the component: unknown parts, inputs, choices and branches, inputs that are
 * missing, references to what no earlier step gives, and configuration variables that there are not.
 * @param sampleOf what the flows meet of other components.
 */
export const checkIntegration = (
  component: Component,
  file: IntegrationFile,
  sampleOf: (flow: string) => FlowSample,
): string[] => [
  ...file.requiredConfigVars.flatMap((variable) =>
    variableProblems(variable, { component, file, sample: sampleOf("") }),
  ),
  ...file.flows.flatMap((flow) => flowProblems(flow, { component, file, sample: sampleOf(flow.name) })),
];
