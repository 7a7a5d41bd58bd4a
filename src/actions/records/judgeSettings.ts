import { structuredObjectInput } from "@prismatic-io/spectral";
import { answerFormat } from "../../inputs/answerSchema";
import { rubricField } from "../../inputs/evaluation";
import { numberInput } from "../../inputs/kinds";
import { allowMissingFields } from "../../inputs/promptTemplate";

/** Group of settings that are seldom changed. */
export const judgeSettings = structuredObjectInput({
  label: "Judge Settings",
  comments: "What else the model judges by, when a record passes, and how the model is told its form.",
  inputs: {
    rubricField,
    passScore: numberInput({
      label: "Pass Score",
      comments: "The score from 0 to 1 from which a record passes. Empty leaves the verdict to the model.",
      placeholder: "Enter a number from 0 to 1",
      example: "0.7",
      range: { min: 0, max: 1 },
    }),
    allowMissingFields,
    answerFormat,
  },
});
