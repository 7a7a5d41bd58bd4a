import { structuredObjectInput } from "@prismatic-io/spectral";
import { answerFormat, answerSchema } from "./answerSchema";

/** Group of inputs for the form of an answer, the same for every action that asks for one answer. */
export const answerForm = structuredObjectInput({
  label: "Answer Form",
  comments: "The form of an answer that comes out as data, checked.",
  inputs: { answerSchema, answerFormat },
});
