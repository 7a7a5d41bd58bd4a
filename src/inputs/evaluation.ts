import { input } from "@prismatic-io/spectral";
import { type PromptTemplate, parsePromptTemplate } from "../text/promptTemplate";
import { cleanText } from "./cleaners";
import { cleanFieldName } from "./fieldNames";
import { listInput } from "./kinds";

/** Makes an input for the name of a field of the records. */
const fieldInput = (words: { label: string; comments: string; example: string; default?: string }) =>
  input({
    type: "string",
    required: false,
    placeholder: "Enter the name of a field",
    ...words,
    clean: cleanFieldName(words.label),
  });

/** Input for the field with the value to judge. */
export const actualField = fieldInput({
  label: "Actual Field",
  default: "answer",
  comments: "The field of the record that is judged, such as answer or result.city.",
  example: "answer",
});

/** Input for the field with the expected value. */
export const expectedField = fieldInput({
  label: "Expected Field",
  comments:
    "The field of the record with the expected value. Empty means expected, or none where a rubric is entered.",
  example: "expected",
});

const rubricLabel = "Rubric";

/** Input for the rubric that a model judges by. */
export const rubric = input({
  label: rubricLabel,
  type: "text",
  required: false,
  comments:
    "What an answer has to meet. {{field}} stands for a field of the record; text of strangers belongs into Context Fields.",
  placeholder: "Enter what an answer has to meet",
  example: "The answer is polite and names the order number.",
  clean: (value: unknown): PromptTemplate | undefined => {
    const text = cleanText(rubricLabel)(value);
    return text === undefined ? undefined : parsePromptTemplate(rubricLabel, text);
  },
});

/** Input for the field with each record's own rubric. */
export const rubricField = fieldInput({
  label: "Rubric Field",
  comments: "The field of the record with a rubric of its own, added to Rubric.",
  example: "rubric",
});

/** Input for further fields that the model is given. */
export const contextFields = listInput({
  label: "Context Fields",
  comments:
    "Fields of the record that the model is shown as material, such as the question that was answered.",
  placeholder: "Enter the name of a field",
  example: "question",
  most: 50,
});
