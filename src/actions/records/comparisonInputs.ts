import { expectedField } from "../../inputs/evaluation";
import { choiceInput, flagInput, numberInput } from "../../inputs/kinds";

/** Input for the kind of comparison. */
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

/** Input for the field with the expected value, which no rubric can replace. */
export const comparedField = {
  ...expectedField,
  default: "expected",
  comments: "The field of the record with the expected value.",
};

/** Input for whether case is ignored. */
export const ignoreCase = flagInput({
  label: "Ignore Case",
  default: "false",
  comments: "When true, capital and small letters count as the same. Numbers have none.",
});

/** Input for whether spaces around values are ignored. */
export const trimSpaces = flagInput({
  label: "Trim Spaces",
  default: "true",
  comments: "When true, spaces and line breaks around both values are left out.",
});

/** Input for the tolerance of numbers. */
export const tolerance = numberInput({
  label: "Tolerance",
  comments: "How far a number may be from the expected one, where Comparison is numeric. Empty means 0.",
  example: "0.5",
  range: { min: 0, max: Number.MAX_SAFE_INTEGER },
});

/** Input for the unit of the tolerance. */
export const toleranceType = choiceInput({
  label: "Tolerance Type",
  default: "absolute",
  comments: "What Tolerance is. As a share, 0.05 stands for 5 percent.",
  placeholder: "Choose a type",
  example: "relative",
  choices: { absolute: "An amount", relative: "A share of the expected number" },
});
