import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { cleanText } from "../../inputs/cleaners";
import { accountInputs, capacity, deploymentName, deploymentSettings, sku } from "../../inputs/deployment";
import { rubric } from "../../inputs/evaluation";
import { fileExpiryDays } from "../../inputs/file";
import { jobId } from "../../inputs/fineTuning";
import { objectInput } from "../../inputs/jsonInput";
import { choiceInput, flagInput, nameInput, numberInput, optionally } from "../../inputs/kinds";
import { hyperparameters } from "./hyperparameters";
import { baseModel, grader, trainingTier } from "./jobInputs";
import { jobSettings } from "./jobSettings";
import {
  answerField,
  groupField,
  promptField,
  recordsInput,
  rejectedField,
  trainingRecords,
} from "./trainingInputs";
import { rowChecks, split, templates } from "./trainingSettings";

/** What is trained; a job that is followed tells it. */
export const optionalBaseModel = optionally(baseModel, {
  comments: "The model to train with its version, such as gpt-4.1-mini-2025-04-14. Needed with Records.",
});

/** The examples; a job that is followed needs none. */
export const optionalRecords = recordsInput({
  label: trainingRecords.label,
  required: false,
  comments:
    "The examples, in any form that Prepare Training Data takes. Empty only where Job ID is filled in.",
});

/** A job to carry on with. */
export const followedJobId = optionally(jobId, {
  comments: "A job to carry on with, such as one of the trigger Fine-Tuning Finished. Empty means Records.",
});

/** What the model is deployed as. */
export const trainedDeploymentName = optionally(deploymentName, {
  comments: "What the trained model is deployed as on Azure. Empty deploys nothing; OpenAI needs none.",
});

/** What a former run gave. */
export const formerState = objectInput({
  label: "State",
  comments: "The state that the last run gave, which saves look-ups. Empty finds everything again.",
  placeholder: "Reference the state of the last run",
  example: '{"marker": "0123456789abcdef", "jobId": "ftjob-abc123"}',
});

const {
  service: _service,
  baseModel: _model,
  mostRowErrors: _errors,
  grader: _grader,
  ...checks
} = rowChecks.inputs;
const { metadata: _metadata, allowSameFile: _sameFile, seed, ...furtherSettings } = jobSettings.inputs;

/** How records become rows and files. */
export const trainingData = structuredObjectInput({
  label: "Training Data",
  comments: "How records become rows, as in Prepare Training Data.",
  inputs: {
    promptField,
    answerField,
    rejectedField,
    groupField,
    wrongRows: choiceInput({
      label: "Wrong Rows",
      default: "refuse",
      comments: "What to do when rows are wrong. Nothing is uploaded while one is, unless they are skipped.",
      placeholder: "Choose what to do",
      example: "skip",
      choices: { refuse: "Fail the Step", skip: "Skip Them" },
    }),
    ...templates.inputs,
    ...split.inputs,
    ...checks,
    fileExpiryDays,
  },
});

/** How the model is trained. */
export const training = structuredObjectInput({
  label: "Training",
  comments: "How the model is trained, as in Create Fine-Tuning Job. Other settings make another job.",
  inputs: { trainingTier, grader, ...hyperparameters.inputs, seed, ...furtherSettings },
});

/** How the model is tried before it stays. */
export const evaluation = structuredObjectInput({
  label: "Evaluation",
  comments:
    "How the trained model is tried with the test rows. A model that does not pass is not left deployed.",
  inputs: {
    by: choiceInput({
      label: "Evaluate By",
      comments:
        "How answers are scored. Empty means no evaluation, or what the job of Job ID was created with.",
      placeholder: "Choose how",
      example: "exact",
      choices: {
        none: "No Evaluation",
        exact: "Share of Exact Answers",
        judge: "A Model Judges",
      },
    }),
    threshold: numberInput({
      label: "Threshold (%)",
      comments:
        "The least score that passes. Empty lets every score pass that is no worse than the other model's.",
      example: "80",
      range: { min: 0, max: 100 },
    }),
    judgeModel: nameInput({
      label: "Judge Model",
      dataSource: "selectChatDeployment",
      comments: "The deployment on Azure, or the model on OpenAI, that judges.",
      placeholder: "Enter a deployment or model name",
      example: "gpt-5.4",
    }),
    rubric: input({
      label: rubric.label,
      type: "text",
      required: false,
      comments:
        "What an answer has to meet, where a model judges. The row's own answer counts as right besides.",
      placeholder: "Enter what an answer has to meet",
      example: "The answer is polite and names the order number.",
      clean: cleanText(rubric.label),
    }),
    compareWith: nameInput({
      label: "Compare With",
      dataSource: "selectChatDeployment",
      comments:
        "A deployment of the base model, which is asked the same. Empty compares with nothing on Azure, with the base model on OpenAI.",
      placeholder: "Enter a deployment or model name",
      example: "my-base-model",
    }),
    allowWorse: flagInput({
      label: "Allow Worse",
      default: "false",
      comments:
        "When true, a model passes that is worse than the one of Compare With. When false, it does not.",
    }),
    keepDeployment: flagInput({
      label: "Keep Deployment",
      default: "false",
      comments:
        "When true, a model that did not pass stays deployed, and is billed. When false, its deployment is deleted.",
    }),
    mostRows: numberInput({
      label: "Most Test Rows",
      comments: "How many test rows are asked at most, the first ones. Empty means 100.",
      example: "100",
      range: { min: 1, max: 2_000, isInteger: true },
    }),
  },
});

/** Where the model is deployed. */
export const deployment = structuredObjectInput({
  label: "Deployment",
  comments: "What is deployed on Azure, where, and how much it may be asked.",
  inputs: {
    checkpoint: nameInput({
      label: "Checkpoint",
      comments:
        "The step or id of a checkpoint to deploy, or best for the one that measured best. Empty means the final model.",
      placeholder: "Enter a step, an id or best",
      example: "best",
    }),
    sku,
    capacity,
    contentFilterPolicy: deploymentSettings.inputs.contentFilterPolicy,
    ...accountInputs,
    managementVersion: deploymentSettings.inputs.managementVersion,
  },
});
