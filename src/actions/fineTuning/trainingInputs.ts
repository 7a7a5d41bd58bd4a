import { input } from "@prismatic-io/spectral";
import { cleanText, isEmpty } from "../../inputs/cleaners";
import { cleanFieldName } from "../../inputs/fieldNames";
import { choiceInput, flagInput } from "../../inputs/kinds";
import { refuseInput } from "../../text/InputError";
import { type PromptTemplate, parsePromptTemplate } from "../../text/promptTemplate";

const recordsExample = '[{"prompt": "Is it open on Sunday?", "completion": "No, from Monday to Friday."}]';

/** Records of any form and length: they are read where they are needed. */
export const recordsInput = (words: { label: string; comments: string; required: boolean }) =>
  input({
    type: "data",
    placeholder: "Reference a list or a file, or enter JSON or CSV",
    example: recordsExample,
    ...words,
    clean: (value: unknown): unknown => {
      if (!isEmpty(value)) return value;
      return words.required
        ? refuseInput(words.label, "it is empty.", `Enter a list, such as ${recordsExample}`)
        : undefined;
    },
  });

/** The examples to train with. */
export const trainingRecords = recordsInput({
  label: "Records",
  required: true,
  comments:
    "The examples: a list or file of an earlier step, or CSV, JSON or JSON Lines. Rows of a training file are taken as they are.",
});

/** How a model is trained. */
export const trainingMethod = choiceInput({
  label: "Method",
  default: "supervised",
  comments: "What the rows are for: each method has its own form of row.",
  placeholder: "Choose a method",
  example: "supervised",
  choices: {
    supervised: "Supervised (prompt and answer)",
    preference: "Preference (a better and a worse answer)",
    reinforcement: "Reinforcement (a grader judges)",
  },
});

const fieldInput = (label: string, comments: string, example: string) =>
  input({
    label,
    type: "string",
    required: false,
    comments,
    placeholder: "Enter the name of a field",
    example,
    clean: cleanFieldName(label),
  });

/** Where the prompt is. */
export const promptField = fieldInput(
  "Prompt Field",
  "The field with the prompt. Empty means prompt, or none where records are ready rows.",
  "question",
);

/** Where the answer to learn is. */
export const answerField = fieldInput(
  "Answer Field",
  "The field with the answer to learn. Empty means completion, or preferred with the method Preference.",
  "answer",
);

/** Where the worse answer is. */
export const rejectedField = fieldInput(
  "Rejected Answer Field",
  "With the method Preference, the field with the worse answer. Empty means rejected.",
  "rejected",
);

/** Rows that may not be parted. */
export const groupField = fieldInput(
  "Group Field",
  "Rows with the same value in this field, such as a customer, go to the same file. Rows with one prompt always do.",
  "customer",
);

/** A text with placeholders. */
export const templateInput = (label: string, comments: string, example: string) =>
  input({
    label,
    type: "text",
    required: false,
    comments,
    placeholder: "Enter a text with {{field}} placeholders",
    example,
    clean: (value: unknown): PromptTemplate | undefined => {
      const text = cleanText(label)(value);
      return text === undefined ? undefined : parsePromptTemplate(label, text);
    },
  });

/** Instructions in front of each prompt. */
export const trainingSystemPrompt = templateInput(
  "System Prompt",
  "Instructions in front of every prompt, with {{field}} where a field of the record goes. Use the same when the model runs.",
  "Answer questions about the shop in one sentence.",
);

/** What becomes of rows that the service would refuse. */
export const wrongRows = choiceInput({
  label: "Wrong Rows",
  default: "refuse",
  comments: "What to do when rows are wrong. Only Skip Them makes files of the others.",
  placeholder: "Choose what to do",
  example: "skip",
  choices: { refuse: "Fail the Step", skip: "Skip Them", report: "Report Them, Make No Files" },
});

/** Sends the files on at once. */
export const uploadFiles = flagInput({
  label: "Upload",
  default: "false",
  comments:
    "When true, the training and validation files go to the service of Connection, and their ids come out. When false, the files come out.",
});
