import { input } from "@prismatic-io/spectral";
import { cleanBoolean, cleanChoice, cleanNumber } from "../../inputs/cleaners";
import { expectedField } from "../../inputs/evaluation";

/** How values are compared. */
export const comparison = input({
  label: "Comparison",
  type: "string",
  required: false,
  default: "exact",
  model: [
    { label: "Is the expected value", value: "exact" },
    { label: "Contains the expected value", value: "contains" },
    { label: "Is a number within the tolerance", value: "numeric" },
  ],
  comments: "When a value passes.",
  placeholder: "Choose a comparison",
  example: "contains",
  clean: cleanChoice("Comparison", ["exact", "contains", "numeric"] as const),
});

/** Where the right value is; no rubric can take its place. */
export const comparedField = {
  ...expectedField,
  default: "expected",
  comments: "The field of the record with the expected value.",
};

/** Whether letters are compared by their case. */
export const ignoreCase = input({
  label: "Ignore Case",
  type: "boolean",
  required: false,
  default: "false",
  comments: "When true, capital and small letters count as the same. Numbers have none.",
  clean: cleanBoolean("Ignore Case"),
});

/** Whether spaces around values are compared. */
export const trimSpaces = input({
  label: "Trim Spaces",
  type: "boolean",
  required: false,
  default: "true",
  comments: "When true, spaces and line breaks around both values are left out.",
  clean: cleanBoolean("Trim Spaces"),
});

/** How far numbers may be off. */
export const tolerance = input({
  label: "Tolerance",
  type: "string",
  required: false,
  comments: "How far a number may be from the expected one. Empty means 0.",
  placeholder: "Enter a number",
  example: "0.5",
  clean: cleanNumber("Tolerance", { min: 0, max: Number.MAX_SAFE_INTEGER }),
});

/** What the tolerance is measured in. */
export const toleranceType = input({
  label: "Tolerance Type",
  type: "string",
  required: false,
  default: "absolute",
  model: [
    { label: "An amount", value: "absolute" },
    { label: "A share of the expected number", value: "relative" },
  ],
  comments: "What Tolerance is. As a share, 0.05 stands for 5 percent.",
  placeholder: "Choose a type",
  example: "relative",
  clean: cleanChoice("Tolerance Type", ["absolute", "relative"] as const),
});
