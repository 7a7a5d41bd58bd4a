import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { cleanName, cleanText, isEmpty, refuse } from "../../inputs/cleaners";
import { cleanId } from "../../inputs/cleanId";
import { choiceInput, flagInput, idInput, numberInput } from "../../inputs/kinds";
import { cleanMetadata } from "../../inputs/metadata";
import { parseJson } from "../../inputs/parseJson";
import { isObject, type JsonObject } from "../../text/isObject";

/** What is trained. */
export const baseModel = idInput({
  label: "Base Model",
  dataSource: "selectBaseModel",
  comments:
    "The model to train with its version, such as gpt-4.1-mini-2025-04-14, or a fine-tuned model to train further. No deployment.",
  placeholder: "Enter a model with its version",
  example: "gpt-4.1-mini-2025-04-14",
  hint: "Enter a model with its version, such as gpt-4.1-mini-2025-04-14.",
});

const fileHint = "Enter an id such as file-abc123.";

/** The rows to learn from. */
export const trainingFileId = idInput({
  label: "Training File ID",
  dataSource: "selectFile",
  comments:
    "The file of rows to learn from, uploaded for Fine-Tuning. The step waits until it has been read.",
  placeholder: "Enter a file id",
  example: "file-abc123",
  hint: fileHint,
});

/** The rows to measure by. */
export const validationFileId = input({
  label: "Validation File ID",
  type: "string",
  required: false,
  dataSource: "selectFile",
  comments: "A file of other rows, to measure by. Reinforcement needs one.",
  placeholder: "Enter a file id",
  example: "file-def456",
  clean: cleanId("Validation File ID", fileHint),
});

/** How to train. */
export const trainingMethod = choiceInput({
  label: "Method",
  default: "supervised",
  comments:
    "Supervised learns answers, Preference (DPO) the better of two, Reinforcement what a grader scores.",
  placeholder: "Choose a method",
  example: "supervised",
  choices: {
    supervised: "Supervised",
    preference: "Preference (DPO)",
    reinforcement: "Reinforcement",
  },
});

/** Where Azure trains, and at what price. */
export const trainingTier = choiceInput({
  label: "Training Tier",
  default: "standard",
  comments:
    "Azure's alone. Standard trains in the resource's region, the others anywhere; Developer is cheapest, and waits for spare capacity.",
  placeholder: "Choose a tier",
  example: "globalStandard",
  choices: {
    standard: "Standard (in the region)",
    globalStandard: "Global Standard",
    developer: "Developer (spare capacity)",
  },
});

const suffixLabel = "Suffix";
const longestSuffix = 64;

/** What the model's name ends in. */
export const suffix = input({
  label: suffixLabel,
  type: "string",
  required: false,
  comments: "A part of the model's name, up to 64 characters without dots. Some versions of Azure take 18.",
  placeholder: "Enter a suffix",
  example: "support",
  clean: (value: unknown): string | undefined => {
    const name = cleanName(suffixLabel)(value);
    if (name === undefined || (name.length <= longestSuffix && !name.includes("."))) return name;
    return refuse(suffixLabel, name, `Enter ${longestSuffix} characters at most, without dots.`);
  },
});

const jsonInput = <Value>(
  words: { label: string; comments: string; placeholder: string; example: string },
  read: (value: unknown, refuseIt: () => never) => Value,
) =>
  input({
    type: "code",
    language: "json",
    required: false,
    ...words,
    clean: (value: unknown): Value | undefined => {
      if (isEmpty(value)) return undefined;
      const parsed = parseJson(words.label, value, words.example);
      return read(parsed, () =>
        refuse(words.label, cleanText(words.label)(value), `Enter, for example, ${words.example}`),
      );
    },
  });

const graderExample =
  '{"type": "string_check", "name": "same answer", "operation": "eq", "input": "{{sample.output_text}}", "reference": "{{item.answer}}"}';

/** What scores the answers of reinforcement. */
export const grader = jsonInput<JsonObject>(
  {
    label: "Grader",
    comments:
      "For Reinforcement: what scores an answer, as JSON. The service checks it before the job is created.",
    placeholder: "Enter a grader as JSON",
    example: graderExample,
  },
  (value, refuseIt) => (isObject(value) && typeof value["type"] === "string" ? value : refuseIt()),
);

/** How the training goes about it; what is empty is chosen by the service. */
export const hyperparameters = structuredObjectInput({
  label: "Hyperparameters",
  comments: "How the training goes about it. Empty ones are chosen by the service.",
  inputs: {
    epochs: numberInput({
      label: "Epochs",
      comments: "How often all rows are gone through, from 1 to 50.",
      example: "3",
      range: { min: 1, max: 50, isInteger: true },
    }),
    batchSize: numberInput({
      label: "Batch Size",
      comments: "Rows of one training step, from 1 to 256.",
      example: "8",
      range: { min: 1, max: 256, isInteger: true },
    }),
    learningRateMultiplier: numberInput({
      label: "Learning Rate Multiplier",
      comments: "Above 0; Azure advises 0.02 to 0.2. A larger one learns faster and forgets more.",
      example: "0.1",
      range: { min: 0.000001, max: 1000 },
    }),
    beta: numberInput({
      label: "Beta",
      comments: "For Preference, from 0 to 2: a larger one keeps nearer to the base model.",
      example: "0.1",
      range: { min: 0, max: 2 },
    }),
    computeMultiplier: numberInput({
      label: "Compute Multiplier",
      comments: "For Reinforcement, from 0.00001 to 10: how much is tried out for each row.",
      example: "1",
      range: { min: 0.00001, max: 10 },
    }),
    evalInterval: numberInput({
      label: "Evaluation Interval",
      comments: "For Reinforcement: training steps between two evaluations.",
      example: "5",
      range: { min: 1, max: 1_000_000, isInteger: true },
    }),
    evalSamples: numberInput({
      label: "Evaluation Samples",
      comments: "For Reinforcement: answers for each row of an evaluation.",
      example: "1",
      range: { min: 1, max: 1_000_000, isInteger: true },
    }),
    trainingEffort: choiceInput({
      label: "Reasoning Effort",
      comments: "For Reinforcement: how much the model thinks before it answers while it trains.",
      placeholder: "Choose an effort",
      example: "medium",
      choices: { default: "Default", low: "Low", medium: "Medium", high: "High" },
    }),
  },
});

/** The services take 16; one is the connector's own. */
const mostPairs = 15;

/** What is seldom set of a job. */
export const jobSettings = structuredObjectInput({
  label: "Job Settings",
  comments: "Notes to keep with a job, where it is followed, and what the form has no input for.",
  inputs: {
    seed: numberInput({
      label: "Seed",
      comments: "The same seed with the same settings trains much the same model.",
      example: "42",
      range: { min: 0, max: 2_147_483_647, isInteger: true },
    }),
    metadata: input({
      label: "Metadata",
      type: "string",
      collection: "keyvaluelist",
      required: false,
      comments: `Up to ${mostPairs} pairs to keep with the job: names of up to 64 characters, values of up to 512. step_run is added.`,
      placeholder: "Enter a value",
      example: "source: support tickets",
      clean: cleanMetadata(mostPairs),
    }),
    integrations: jsonInput<JsonObject[]>(
      {
        label: "Integrations",
        comments:
          "Where the service sends metrics: a JSON list of up to 5. Weights & Biases is the one there is.",
        placeholder: "Enter a JSON list",
        example: '[{"type": "wandb", "wandb": {"project": "support"}}]',
      },
      (value, refuseIt) =>
        Array.isArray(value) && value.length <= 5 && value.every(isObject) ? value : refuseIt(),
    ),
    allowSameFile: flagInput({
      label: "Allow Same File",
      default: "false",
      comments: "When true, the training file may be the validation file as well, which measures nothing.",
    }),
    extraParameters: jsonInput<JsonObject>(
      {
        label: "Extra Parameters",
        comments: "A JSON object that is merged into the request as it is, over what the form says.",
        placeholder: "Enter a JSON object",
        example: '{"trainingType": "GlobalStandard"}',
      },
      (value, refuseIt) => (isObject(value) ? value : refuseIt()),
    ),
  },
});

/** Which field of the service each hyperparameter fills in. */
export const hyperparameterFields = {
  epochs: "n_epochs",
  batchSize: "batch_size",
  learningRateMultiplier: "learning_rate_multiplier",
  beta: "beta",
  computeMultiplier: "compute_multiplier",
  evalInterval: "eval_interval",
  evalSamples: "eval_samples",
  trainingEffort: "reasoning_effort",
} as const;
