import { input } from "@prismatic-io/spectral";
import { type PromptTemplate, parsePromptTemplate } from "../text/promptTemplate";
import { choices } from "./choices";
import { cleanBoolean, cleanChoice, cleanNumber, cleanText, cleanTextList } from "./cleaners";
import { cleanFieldName } from "./fieldNames";

const checks = ["model", "exact", "contains", "numeric"] as const;

/** How values are judged. */
export const checkType = input({
  label: "Check",
  type: "string",
  required: false,
  default: "model",
  model: choices(checks),
  comments:
    "How values are judged. model: by a model, against an expected value, a rubric, or both. exact, contains and numeric compare with the expected value and call no model.",
  placeholder: "Choose a check",
  example: "exact",
  clean: cleanChoice("Check", checks),
});

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
    "The field of the record with the expected value. Empty means expected, but for the check model with a rubric, which then needs none.",
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
    "For the check model, what an answer has to meet. {{field}} stands for a field of the record; text of strangers belongs into Context Fields.",
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
  comments: "For the check model, the field of the record with a rubric of its own, added to Rubric.",
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
    "For the check model, fields of the record that it is shown as material, such as the question that was answered.",
  placeholder: "Enter the name of a field",
  example: "question",
  clean: cleanTextList("Context Fields", 50),
});

/** Whether letters are compared by their case. */
export const ignoreCase = input({
  label: "Ignore Case",
  type: "boolean",
  required: false,
  default: "false",
  comments: "When true, exact and contains take capital and small letters for the same.",
  clean: cleanBoolean("Ignore Case"),
});

/** Whether spaces around values are compared. */
export const trimSpaces = input({
  label: "Trim Spaces",
  type: "boolean",
  required: false,
  default: "true",
  comments: "When true, exact and contains leave out spaces and line breaks around both values.",
  clean: cleanBoolean("Trim Spaces"),
});

/** How far numbers may be off. */
export const tolerance = input({
  label: "Tolerance",
  type: "string",
  required: false,
  comments: "For the check numeric, how far the value may be from the expected one. Empty means 0.",
  placeholder: "Enter a number",
  example: "0.5",
  clean: cleanNumber("Tolerance", { min: 0, max: Number.MAX_SAFE_INTEGER }),
});

const toleranceTypes = ["absolute", "relative"] as const;

/** What the tolerance is measured in. */
export const toleranceType = input({
  label: "Tolerance Type",
  type: "string",
  required: false,
  default: "absolute",
  model: choices(toleranceTypes),
  comments:
    "For the check numeric: absolute takes Tolerance as an amount, relative as a share of the expected value, such as 0.05 for 5 percent.",
  placeholder: "Choose a type",
  example: "relative",
  clean: cleanChoice("Tolerance Type", toleranceTypes),
});

/** The score that is enough. */
export const passScore = input({
  label: "Pass Score",
  type: "string",
  required: false,
  comments:
    "For the check model, the score from 0 to 1 from which a record passes. Empty leaves the verdict to the model.",
  placeholder: "Enter a number from 0 to 1",
  example: "0.7",
  clean: cleanNumber("Pass Score", { min: 0, max: 1 }),
});
