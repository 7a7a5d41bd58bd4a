import type { TrainingMethod } from "../../catalogue/trainableModels";
import type { Api } from "../../server/address";
import { isRecord } from "../../server/answer";

/** The values that a number may have. */
interface Range {
  minimum: number;
  maximum: number;
  isInteger: boolean;
}

const integer = (maximum: number): Range => ({ minimum: 1, maximum, isInteger: true });
const number = (minimum: number, maximum: number): Range => ({ minimum, maximum, isInteger: false });
const smallest = Number.MIN_VALUE;

const common: Readonly<Record<string, Range>> = {
  batch_size: integer(256),
  n_epochs: integer(50),
  learning_rate_multiplier: number(smallest, Number.MAX_VALUE),
};

const ranges: Readonly<Record<TrainingMethod, Readonly<Record<string, Range>>>> = {
  supervised: common,
  dpo: { ...common, beta: number(smallest, 2) },
  reinforcement: {
    ...common,
    compute_multiplier: number(0.00001, 10),
    eval_interval: integer(Number.MAX_SAFE_INTEGER),
    eval_samples: integer(Number.MAX_SAFE_INTEGER),
  },
};

const efforts: readonly unknown[] = ["default", "low", "medium", "high"];

/** What is wrong with the first hyperparameter that is not as the services want it. */
export const hyperparameterProblem = (
  given: unknown,
  method: TrainingMethod,
  api: Api,
): { param: string; message: string } | undefined => {
  const param = "hyperparameters";
  if (!isRecord(given)) return { param, message: `Invalid '${param}': expected an object.` };
  for (const [name, value] of Object.entries(given)) {
    const problem = problemOf(name, value, method, api !== "openai");
    if (problem !== undefined) return { param: name, message: `Invalid '${name}': ${problem}.` };
  }
  return undefined;
};

const problemOf = (
  name: string,
  value: unknown,
  method: TrainingMethod,
  isAzure: boolean,
): string | undefined => {
  if (name === "reasoning_effort" && method === "reinforcement") {
    return efforts.includes(value) ? undefined : `expected one of ${efforts.join(", ")}`;
  }
  const range = ranges[method][name];
  if (range === undefined) return `unknown for the method ${method}`;
  if (value === "auto" || (isAzure && value === -1)) return undefined;
  const { minimum, maximum, isInteger } = range;
  const isSound =
    typeof value === "number" &&
    value >= minimum &&
    value <= maximum &&
    (!isInteger || Number.isInteger(value));
  return isSound ? undefined : `expected 'auto' or ${isInteger ? "an integer" : "a number"} in its range`;
};
