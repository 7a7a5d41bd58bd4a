import { input } from "@prismatic-io/spectral";
import { cleanName, refuse } from "../../inputs/cleaners";
import { cleanId } from "../../inputs/cleanId";
import { jsonInput } from "../../inputs/jsonInput";
import { choiceInput, idInput } from "../../inputs/kinds";
import { isObject, type JsonObject } from "../../text/isObject";
import { methodChoices } from "../../text/methodLabels";

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
  choices: methodChoices,
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
