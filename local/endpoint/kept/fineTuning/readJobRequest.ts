import type { TrainingMethod } from "../../catalogue/trainableModels";
import type { Api } from "../../server/address";
import { type Answer, isRecord, jsonAnswer } from "../../server/answer";
import { gatewayError, standardError } from "../../server/errorShapes";
import { isMetadata } from "../metadata";
import { graderProblem } from "./graders/graderProblem";
import { hyperparameterProblem } from "./hyperparameters";
import type { AskedJob } from "./job";

/** What the body of a request for a job says, before its model and files are looked up. */
type ReadJob = { asked: AskedJob } | { refusal: Answer };

const methods: readonly string[] = ["supervised", "dpo", "reinforcement"];
const largestSeed = 2 ** 31 - 1;

/** A refusal in the words of the service that is asked: Azure names no field. */
export const refuseJob = (api: Api, message: string, param: string | null, code?: string): Answer =>
  jsonAnswer(
    api === "openai"
      ? standardError({ message, param, code: code ?? "invalid_value" })
      : gatewayError(code ?? "invalidPayload", message),
    400,
  );

/** Reads the body of POST /fine_tuning/jobs, or says what is wrong with it. */
export const readJobRequest = (body: Record<string, unknown>, api: Api): ReadJob => {
  const problem = fieldProblem(body, api);
  if (problem !== undefined) return { refusal: refuseJob(api, problem.message, problem.param) };
  const { type, settings } = methodOf(body);
  const { hyperparameters, ...methodSettings } = settings;
  const chosen = hyperparameters ?? body["hyperparameters"] ?? {};
  const wrong = hyperparameterProblem(chosen, type, api) ?? graderProblemOf(type, methodSettings, api);
  if (wrong !== undefined) return { refusal: refuseJob(api, wrong.message, wrong.param) };
  const text = (name: string): string | null => (body[name] === undefined ? null : String(body[name]));
  return {
    asked: {
      model: String(body["model"]),
      trainingFileId: String(body["training_file"]),
      validationFileId: text("validation_file"),
      method: type,
      hyperparameters: isRecord(chosen) ? chosen : {},
      methodSettings,
      suffix: text("suffix"),
      seed: typeof body["seed"] === "number" ? body["seed"] : 1_365_439_671,
      metadata: isRecord(body["metadata"]) ? body["metadata"] : null,
      integrations: Array.isArray(body["integrations"]) ? body["integrations"] : null,
    },
  };
};

/** What is wrong with a field. */
interface FieldProblem {
  param: string;
  message: string;
}

const fieldKinds: Readonly<Record<string, string>> = {
  model: "string",
  training_file: "string",
  validation_file: "string",
  suffix: "string",
  seed: "integer",
  method: "object",
  hyperparameters: "object",
  metadata: "object",
  integrations: "array",
};

const isOfKind = (value: unknown, kind: string): boolean => {
  if (kind === "integer") return Number.isInteger(value);
  if (kind === "object") return isRecord(value);
  return kind === "array" ? Array.isArray(value) : typeof value === "string";
};

/** The services say it in the words of the language that they are written in. */
const shown = (value: unknown): string =>
  value === null ? "None" : typeof value === "string" ? `'${value}'` : JSON.stringify(value);

const fieldProblem = (body: Record<string, unknown>, api: Api): FieldProblem | undefined => {
  for (const param of ["model", "training_file"]) {
    if (body[param] === undefined || body[param] === "") {
      return { param, message: `Missing required parameter: '${param}'.` };
    }
  }
  for (const [param, kind] of Object.entries(fieldKinds)) {
    const value = body[param];
    if (value !== undefined && !isOfKind(value, kind)) {
      return { param, message: `${shown(value)} is not of type '${kind}' - '${param}'` };
    }
  }
  return valueProblem(body, api);
};

const valueProblem = (
  { suffix, seed, metadata, integrations, method, validation_file: validationFile }: Record<string, unknown>,
  api: Api,
): FieldProblem | undefined => {
  if (typeof suffix === "string" && !/^[\w-]{1,64}$/.test(suffix)) {
    return { param: "suffix", message: "Invalid 'suffix': expected 1 to 64 letters, digits, '-' and '_'." };
  }
  if (typeof seed === "number" && (seed < 0 || seed > largestSeed)) {
    return { param: "seed", message: `Invalid 'seed': expected an integer from 0 to ${largestSeed}.` };
  }
  if (metadata !== undefined && !isMetadata(metadata)) {
    return { param: "metadata", message: "Invalid 'metadata': expected up to 16 short texts." };
  }
  if (Array.isArray(integrations) && !(integrations.length <= 5 && integrations.every(isIntegration))) {
    return {
      param: "integrations",
      message: "Invalid 'integrations': expected up to 5, each with a project.",
    };
  }
  if (!isRecord(method)) return undefined;
  const { type } = method;
  if (typeof type !== "string" || !methods.includes(type)) {
    return {
      param: "method.type",
      message: `Invalid value: ${shown(type)}. Supported values are: ${methods.join(", ")}.`,
    };
  }
  if (type === "reinforcement" && api !== "openai" && validationFile === undefined) {
    return { param: "validation_file", message: "Missing required parameter: 'validation_file'." };
  }
  return undefined;
};

/** Weights and Biases is the only one that there is. */
const isIntegration = (integration: unknown): boolean =>
  isRecord(integration) &&
  integration["type"] === "wandb" &&
  isRecord(integration["wandb"]) &&
  typeof integration["wandb"]["project"] === "string";

const methodOf = ({
  method,
}: Record<string, unknown>): { type: TrainingMethod; settings: Record<string, unknown> } => {
  if (!isRecord(method)) return { type: "supervised", settings: {} };
  const type = method["type"] as TrainingMethod;
  const settings = method[type];
  return { type, settings: isRecord(settings) ? settings : {} };
};

const graderProblemOf = (
  type: TrainingMethod,
  { grader }: Record<string, unknown>,
  api: Api,
): FieldProblem | undefined => {
  if (type !== "reinforcement") return undefined;
  const param = "method.reinforcement.grader";
  if (grader === undefined) return { param, message: `Missing required parameter: '${param}'.` };
  const message = graderProblem(grader, api);
  return message === undefined ? undefined : { param, message };
};
