import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { fileExpiryDays, fileNameCleaner } from "../../inputs/file";
import { objectInput } from "../../inputs/jsonInput";
import { choiceInput, flagInput, numberInput, optionally } from "../../inputs/kinds";
import { baseModel } from "./jobInputs";
import { recordsInput, templateInput } from "./trainingInputs";

/** Rows made of several fields. */
export const templates = structuredObjectInput({
  label: "Templates",
  comments: "Texts to make rows of, where one field is not enough.",
  inputs: {
    promptTemplate: templateInput(
      "Prompt Template",
      "The prompt, with {{field}} where a field of the record goes. It replaces Prompt Field.",
      "{{product}}: {{question}}",
    ),
    answerTemplate: templateInput(
      "Answer Template",
      "The answer to learn, made in the same way. It replaces Answer Field.",
      "{{answer}} ({{source}})",
    ),
    rejectedTemplate: templateInput(
      "Rejected Answer Template",
      "The worse answer, made in the same way. It replaces Rejected Answer Field.",
      "{{rejected}}",
    ),
  },
});

const shareInput = (label: string, comments: string) =>
  numberInput({ label, default: "10", comments, example: "10", range: { min: 0, max: 90 } });

/** How rows are parted. */
export const split = structuredObjectInput({
  label: "Split",
  comments: "Which rows are kept back for validation and test.",
  inputs: {
    validationShare: shareInput(
      "Validation Share (%)",
      "The share of rows that the service measures with while it trains. 0 makes no validation file.",
    ),
    testShare: shareInput(
      "Test Share (%)",
      "The share of rows to try the trained model with. 0 makes no test file.",
    ),
    seed: numberInput({
      label: "Seed",
      default: "42",
      comments: "The same number parts the same rows in the same way.",
      example: "42",
      range: { min: 0, max: 2 ** 31 - 1, isInteger: true },
    }),
    validationRecords: recordsInput({
      label: "Validation Records",
      required: false,
      comments: "Records for the validation file, in the form of Records. They replace Validation Share (%).",
    }),
    testRecords: recordsInput({
      label: "Test Records",
      required: false,
      comments: "Records for the test file, in the form of Records. They replace Test Share (%).",
    }),
  },
});

/** What rows are checked for. */
export const rowChecks = structuredObjectInput({
  label: "Row Checks",
  comments: "What the rows are checked for, and what is left to the service.",
  inputs: {
    service: choiceInput({
      label: "Service",
      comments:
        "Whose rules and encoding count. Empty means the service of Connection, or Azure without one.",
      placeholder: "Choose a service",
      example: "azure",
      choices: { azure: "Azure OpenAI", openai: "OpenAI" },
    }),
    baseModel: optionally(baseModel, {
      comments: "The model to train with its version, for Longest Row (tokens).",
    }),
    mostTokens: numberInput({
      label: "Longest Row (tokens)",
      comments:
        "A row with more is wrong: its answer would be cut off. Empty means the limit of Base Model: 16,385 for gpt-3.5-turbo, else 65,536.",
      example: "16384",
      range: { min: 1, max: 10_000_000, isInteger: true },
    }),
    keepDuplicates: flagInput({
      label: "Keep Duplicates",
      default: "false",
      comments: "When true, copies of a row stay, in the same file. When false, the first alone does.",
    }),
    moveSystemMessages: flagInput({
      label: "Move System Messages",
      default: "false",
      comments:
        "When true, the text of system messages goes into the user's message, as Azure's reinforcement training wants it. When false, such rows are wrong.",
    }),
    grader: objectInput({
      label: "Grader",
      comments: "The grader of the reinforcement job. Every row has to have the fields that it reads.",
      placeholder: "Enter a grader as JSON",
      example:
        '{"type": "string_check", "name": "same", "operation": "eq", "input": "{{sample.output_text}}", "reference": "{{item.answer}}"}',
    }),
    mostRowErrors: numberInput({
      label: "Most Row Errors",
      default: "1000",
      comments: "How many wrong rows are told one by one. All are counted by reason.",
      example: "100",
      range: { min: 0, max: 100_000, isInteger: true },
    }),
  },
});

/** What training costs. */
export const trainingCost = structuredObjectInput({
  label: "Training Cost",
  comments: "What an epoch costs, for the estimate in the output.",
  inputs: {
    trainingPrice: numberInput({
      label: "Training Price",
      comments: "The price of a million training tokens, in any currency. Empty leaves out the cost.",
      placeholder: "Enter a price",
      example: "25",
      range: { min: 0, max: 1_000_000 },
    }),
    epochs: numberInput({
      label: "Epochs",
      comments: "How often the model goes through the rows, for the cost of the job. Empty leaves it out.",
      example: "3",
      range: { min: 1, max: 50, isInteger: true },
    }),
  },
});

/** The files at the service. */
export const trainingFiles = structuredObjectInput({
  label: "Training Files",
  comments: "What the files are called, and how long the service keeps them.",
  inputs: {
    fileNamePrefix: input({
      label: "File Name Prefix",
      type: "string",
      required: false,
      comments: "What the names begin with. The part and a digest of the bytes follow.",
      placeholder: "Enter a name",
      example: "shop",
      clean: fileNameCleaner("File Name Prefix"),
    }),
    fileExpiryDays,
  },
});
