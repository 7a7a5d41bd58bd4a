import { input } from "@prismatic-io/spectral";
import { type PromptTemplate, parsePromptTemplate } from "../text/promptTemplate";
import { cleanNumber, cleanText, cleanTextList } from "./cleaners";
import { cleanFieldName } from "./fieldNames";

/** Where the value to judge is. */
export const actualField = input({
  label: "Actual Field",
  type: "string",
  required: false,
  default: "answer",
  comments: "The field of the record that is judged, such as answer or result.city.",
  placeholder: "Enter the name of a field",
  example: "answer",
  clean: cleanFieldName("Actual Field"),
});

/** Where the right value is. */
export const expectedField = input({
  label: "Expected Field",
  type: "string",
  required: false,
  comments:
    "The field of the record with the expected value. Empty means expected, or none where a rubric is entered.",
  placeholder: "Enter the name of a field",
  example: "expected",
  clean: cleanFieldName("Expected Field"),
});

const rubricLabel = "Rubric";

/** What a model judges by. */
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

/** A rubric for each record. */
export const rubricField = input({
  label: "Rubric Field",
  type: "string",
  required: false,
  comments: "The field of the record with a rubric of its own, added to Rubric.",
  placeholder: "Enter the name of a field",
  example: "rubric",
  clean: cleanFieldName("Rubric Field"),
});

/** What a model is shown beside the value. */
export const contextFields = input({
  label: "Context Fields",
  type: "string",
  collection: "valuelist",
  required: false,
  comments:
    "Fields of the record that the model is shown as material, such as the question that was answered.",
  placeholder: "Enter the name of a field",
  example: "question",
  clean: cleanTextList("Context Fields", 50),
});

/** The score that is enough. */
export const passScore = input({
  label: "Pass Score",
  type: "string",
  required: false,
  comments: "The score from 0 to 1 from which a record passes. Empty leaves the verdict to the model.",
  placeholder: "Enter a number from 0 to 1",
  example: "0.7",
  clean: cleanNumber("Pass Score", { min: 0, max: 1 }),
});
