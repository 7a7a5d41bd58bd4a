import { structuredObjectInput } from "@prismatic-io/spectral";
import { choiceInput, numberInput } from "../../inputs/kinds";

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
      comments: "For Preference, above 0 and up to 2: a larger one keeps nearer to the base model.",
      example: "0.1",
      range: { min: 0.000001, max: 2 },
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
