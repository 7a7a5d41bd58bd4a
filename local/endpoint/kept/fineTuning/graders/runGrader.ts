import { isRecord } from "../../../server/answer";
import { hashText } from "../../../server/seededRandom";
import { evaluateFormula } from "./evaluateFormula";
import { gradersInside } from "./graderProblem";

/** What a grader is run on. */
interface GradedSample {
  item: Record<string, unknown>;
  /** What the model answered. */
  text: string;
}

/** What came of a run. */
export interface GraderRun {
  reward: number;
  /** Of the graders inside, by name. */
  subRewards: Record<string, number>;
  /** Something that a template names is not there. */
  isVariableMissing: boolean;
  /** The answer should have been JSON, and is not. */
  isSampleUnread: boolean;
  isFormulaUnread: boolean;
}

/** Runs a sound grader; a model, a program or an address gives a reward that its texts decide alone. */
export const runGrader = (grader: Record<string, unknown>, sample: GradedSample): GraderRun => {
  const run: GraderRun = {
    reward: 0,
    subRewards: {},
    isVariableMissing: false,
    isSampleUnread: false,
    isFormulaUnread: false,
  };
  const filled = (name: string): string => fillTemplate(String(grader[name]), sample, run);
  switch (grader["type"]) {
    case "string_check":
      run.reward = Number(holds(grader["operation"], filled("input"), filled("reference")));
      break;
    case "text_similarity":
      run.reward = similarity(filled("input"), filled("reference"));
      break;
    case "multi":
      runInside(grader, sample, run);
      break;
    default:
      run.reward = judged(grader, sample);
  }
  return run;
};

const runInside = (grader: Record<string, unknown>, sample: GradedSample, run: GraderRun): void => {
  for (const [name, inside] of gradersInside(grader["graders"])) {
    if (!isRecord(inside)) continue;
    const part = runGrader(inside, sample);
    run.subRewards[name] = part.reward;
    run.isVariableMissing ||= part.isVariableMissing;
    run.isSampleUnread ||= part.isSampleUnread;
  }
  const value = evaluateFormula(String(grader["calculate_output"]), run.subRewards);
  run.isFormulaUnread = value === undefined;
  run.reward = value ?? 0;
};

const holds = (operation: unknown, input: string, reference: string): boolean => {
  if (operation === "eq") return input === reference;
  if (operation === "ne") return input !== reference;
  return operation === "like"
    ? input.includes(reference)
    : input.toLowerCase().includes(reference.toLowerCase());
};

/** The share of words that two texts have in common, whatever the measure is called. */
const similarity = (input: string, reference: string): number => {
  const [one, other] = [input, reference].map((text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu)));
  if (one === undefined || other === undefined || one.size + other.size === 0)
    return Number(input === reference);
  const common = [...one].filter((word) => other.has(word)).length;
  return (2 * common) / (one.size + other.size);
};

const judged = (grader: Record<string, unknown>, { text }: GradedSample): number => {
  const range = Array.isArray(grader["range"]) ? grader["range"].map(Number) : [];
  const [low = 0, high = 1] = range;
  const share = (hashText(`${JSON.stringify(grader)}${text}`) % 1001) / 1000;
  return low + (high - low) * share;
};

/** A text with what its names in double braces stand for. */
const fillTemplate = (template: string, sample: GradedSample, run: GraderRun): string =>
  template.replaceAll(/\{\{([^{}]*)\}\}/g, (_, name: string) => {
    const [root, ...path] = name.trim().split(".");
    const value = root === "item" ? valueAt(sample.item, path) : sampleValue(path, sample, run);
    if (value === undefined) run.isVariableMissing = true;
    return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  });

const sampleValue = ([kind, ...path]: string[], { text }: GradedSample, run: GraderRun): unknown => {
  if (kind === "output_text") return text;
  if (kind !== "output_json") return [];
  try {
    return valueAt(JSON.parse(text), path);
  } catch {
    run.isSampleUnread = true;
    return undefined;
  }
};

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce(
    (inside, name) => (isRecord(inside) && Object.hasOwn(inside, name) ? inside[name] : undefined),
    value,
  );
