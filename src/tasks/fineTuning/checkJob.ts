import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import { refuse } from "../../inputs/cleaners";
import { refuseInput } from "../../text/InputError";
import { methodChoices } from "../../text/methodLabels";
import { type JobRequest, takesTier } from "./jobRequest";

/** Hyperparameters of one method alone, and what the form calls them. */
const ofOneMethod: Readonly<Record<string, readonly [label: string, method: keyof typeof methodChoices]>> = {
  beta: ["Beta", "preference"],
  compute_multiplier: ["Compute Multiplier", "reinforcement"],
  eval_interval: ["Evaluation Interval", "reinforcement"],
  eval_samples: ["Evaluation Samples", "reinforcement"],
  reasoning_effort: ["Reasoning Effort", "reinforcement"],
};

/** Names of OpenAI's families, which Azure trains in a version alone; others may have versions of another form. */
const family = /^(?:gpt-(?!oss)|o\d)/i;
const version = /-\d{4}(?:-\d{2}-\d{2})?(?:$|[.:])|\.ft-|:/;

const checkModel = ({ baseModel, extraParameters }: JobRequest, { api }: ModelsEndpoint): void => {
  if (api === "openai" || extraParameters?.["model"] !== undefined) return;
  if (!family.test(baseModel) || version.test(baseModel)) return;
  refuse(
    "Base Model",
    baseModel,
    "Enter the model with its version, such as gpt-4.1-mini-2025-04-14: Azure trains no name without one, and no deployment. A model under Extra Parameters is sent as it is.",
  );
};

const checkMethod = (request: JobRequest): void => {
  const { method = "supervised", grader, validationFileId, hyperparameters = {} } = request;
  const isReinforcement = method === "reinforcement";
  if (isReinforcement && !grader) refuse("Grader", "", "Reinforcement trains by what it scores.");
  if (isReinforcement && validationFileId === undefined)
    refuse("Validation File ID", "", "Reinforcement needs a validation file.");
  const otherMethod = "Leave it empty, or choose that.";
  if (!isReinforcement && grader)
    refuseInput("Grader", "it is filled in, but only Reinforcement uses it.", otherMethod);
  for (const name of Object.keys(hyperparameters)) {
    const [label = "", owner] = ofOneMethod[name] ?? [];
    if (owner === undefined || owner === method) continue;
    refuseInput(label, `it is filled in, but only ${methodChoices[owner]} uses it.`, otherMethod);
  }
};

/**
 * Makes sure that the inputs of a job fit together, before anything is sent.
 * @throws InputError that names the input.
 */
export const checkJob = (
  request: JobRequest,
  endpoint: ModelsEndpoint,
  { allowSameFile = false }: { allowSameFile?: boolean | undefined } = {},
): void => {
  checkModel(request, endpoint);
  checkMethod(request);
  const { trainingFileId, validationFileId, trainingTier = "standard" } = request;
  if (trainingFileId === validationFileId && !allowSameFile)
    refuseInput(
      "Validation File ID",
      "it is the training file, by which nothing can be measured.",
      "Enter another, leave it empty, or set Allow Same File.",
    );
  if (endpoint.api === "dated" && trainingTier !== "standard" && !takesTier(endpoint))
    refuse(
      "Training Tier",
      trainingTier,
      `API Version ${endpoint.apiVersion} trains Standard alone: enter v1 there, or 2025-04-01-preview or later.`,
    );
};
