import { expectedField } from "../../inputs/evaluation";
import { choiceInput, flagInput, numberInput } from "../../inputs/kinds";

/** How values are compared. */
export const comparison = choiceInput({
  label: "Comparison",
  default: "exact",
  comments: "When a value passes.",
  placeholder: "Choose a comparison",
  example: "contains",
  choices: {
    exact: "Is the expected value",
    contains: "Contains the expected value",
    numeric: "Is a number within the tolerance",
  },
});

/** Where the right value is; no rubric can take its place. */
export const comparedField = {
  ...expectedField,
  default: "expected",
  comments: "The field of the record with the expected value.",
};

/** Whether letters are compared by their case. */
export const ignoreCase = flagInput({
  label: "Ignore Case",
  default: "false",
  comments: "When true, capital and small letters count as the same. Numbers have none.",
});

/** Whether spaces around values are compared. */
export const trimSpaces = flagInput({
  label: "Trim Spaces",
  default: "true",
  comments: "When true, spaces and line breaks around both values are left out.",
});

/** How far numbers may be off. */
export const tolerance = numberInput({
  label: "Tolerance",
  comments: "How far a number may be from the expected one, where Comparison is numeric. Empty means 0.",
  example: "0.5",
  range: { min: 0, max: Number.MAX_SAFE_INTEGER },
});

/** What the tolerance is measured in. */
export const toleranceType = choiceInput({
  label: "Tolerance Type",
  default: "absolute",
  comments: "What Tolerance is. As a share, 0.05 stands for 5 percent.",
  placeholder: "Choose a type",
  example: "relative",
  choices: { absolute: "An amount", relative: "A share of the expected number" },
});
