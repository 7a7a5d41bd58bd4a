import { parseDocument } from "yaml";
import { isRecord } from "../platform/isRecord";

/** How an input is filled in: by a text, a configuration variable, what an earlier step gave, or a list of these. */
export interface Expression {
  type: "value" | "configVar" | "reference" | "template" | "complex";
  value: unknown;
  /** The key of a pair in a list of keys and values. */
  name?: string;
}

/** A step of a flow. */
export interface FileStep {
  name: string;
  action: { key: string; component: { key: string; isPublic?: boolean } };
  inputs: Record<string, Expression>;
  isTrigger?: boolean;
  /** What runs for each item of a loop. */
  steps?: FileStep[];
  branches?: Array<{ name: string; steps: FileStep[] }>;
}

/** A flow, from its trigger to its last step. */
export interface FileFlow {
  name: string;
  steps: FileStep[];
}

/** A configuration variable. */
export interface FileVariable {
  key: string;
  dataType: string;
  connection?: { key: string; component: { key: string } };
  dataSource?: { key: string; component: { key: string } };
  inputs?: Record<string, Expression>;
}

/** A low-code integration, as the designer exports it, as far as it is read here. */
export interface IntegrationFile {
  name: string;
  description: string;
  definitionVersion: number;
  requiredConfigVars: FileVariable[];
  flows: FileFlow[];
}

/** More aliases than any file needs: without a bound, a short file may stand for an endless one. */
const mostAliases = 20;

const isStep = (value: unknown): value is FileStep =>
  isRecord(value) &&
  typeof value["name"] === "string" &&
  isRecord(value["action"]) &&
  isRecord(value["action"]["component"]) &&
  isRecord(value["inputs"]) &&
  stepsInside(value).every(isStep);

const stepsInside = ({ steps = [], branches = [] }: Record<string, unknown>): unknown[] => [
  ...(Array.isArray(steps) ? steps : [steps]),
  ...(Array.isArray(branches) ? branches : [branches]).flatMap((branch) =>
    isRecord(branch) && Array.isArray(branch["steps"]) ? branch["steps"] : [branch],
  ),
];

const isFlow = (value: unknown): value is FileFlow =>
  isRecord(value) &&
  typeof value["name"] === "string" &&
  Array.isArray(value["steps"]) &&
  value["steps"].every(isStep);

/**
 * Reads an integration file.
 * @throws Error where it is no YAML, or lacks what makes an integration.
 */
export const readIntegration = (text: string): IntegrationFile => {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) throw new Error(`This is no YAML: ${broken.message}`);
  const file: unknown = document.toJS({ maxAliasCount: mostAliases });
  if (!isRecord(file) || file["definitionVersion"] !== 7) {
    throw new Error("This is no integration of definitionVersion 7.");
  }
  const { flows, requiredConfigVars = [] } = file;
  if (!Array.isArray(flows) || flows.length === 0 || !flows.every(isFlow)) {
    throw new Error(
      "An integration has flows, each with a name, and steps with a name, an action and inputs.",
    );
  }
  if (
    !Array.isArray(requiredConfigVars) ||
    !requiredConfigVars.every((each) => isRecord(each) && "key" in each)
  ) {
    throw new Error("Each of requiredConfigVars has a key.");
  }
  return { ...file, flows, requiredConfigVars } as unknown as IntegrationFile;
};

/** The steps of a flow with those inside of loops and branches, in the order of the file. */
export const allSteps = (steps: readonly FileStep[]): FileStep[] =>
  steps.flatMap((step) => [
    step,
    ...allSteps(step.steps ?? []),
    ...(step.branches ?? []).flatMap((branch) => allSteps(branch.steps)),
  ]);
