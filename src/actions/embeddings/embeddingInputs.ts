import { structuredObjectInput } from "@prismatic-io/spectral";
import { extraParameters } from "../../inputs/extraParameters";
import { choiceInput, numberInput, optionally } from "../../inputs/kinds";
import { allowMissingFields, promptTemplate } from "../../inputs/promptTemplate";
import { records } from "../../inputs/records";
import { cleanTexts, readListedText, texts, textTo } from "../../inputs/texts";

/** True for a text with half a character, which is mended and told by the step, and not in silence by its input. */
const isBroken = (value: unknown): value is string => typeof value === "string" && !value.isWellFormed();

const ownText = textTo("embed");

/** Input for one text. */
export const embeddedText = {
  ...ownText,
  comments: "One text.",
  clean: (value: unknown) => (isBroken(value) ? value : ownText.clean(value)),
};

/** Input for a list of texts. */
export const embeddedTexts = {
  ...texts,
  comments: "A JSON list, or a list of an earlier step.",
  clean: (value: unknown) =>
    cleanTexts(value, (entry, index) => {
      const text = readListedText(entry, index);
      return isBroken(entry) ? entry : text;
    }),
};

/** Input for a list of records. */
export const embeddedRecords = optionally(records, {
  comments: "A JSON list of objects; each fills in Prompt Template.",
});

/** Input for the template of the records' texts. */
export const embeddingTemplate = optionally(promptTemplate, {
  comments: "Text of a record, with {{field}} where a field goes.",
});

/** Input for the length of the vectors. */
export const dimensions = numberInput({
  label: "Dimensions",
  comments: "Numbers in a vector. ada-002 takes none.",
  example: "512",
  range: { min: 1, max: 100_000, isInteger: true },
});

/** Input for how the vectors come out. */
export const outputForm = choiceInput({
  label: "Output Form",
  default: "results",
  comments: "Files are for thousands of texts.",
  placeholder: "Choose a form",
  example: "packed",
  choices: { results: "Results", jsonLines: "JSON Lines", packed: "Packed File" },
});

/** Group of settings for embeddings that are seldom changed. */
export const embeddingSettings = structuredObjectInput({
  label: "Embedding Settings",
  comments: "How texts are sent.",
  inputs: {
    textsPerCall: numberInput({
      label: "Texts per Call",
      comments: "At most; empty means 2,048.",
      example: "100",
      range: { min: 1, max: 100_000, isInteger: true },
    }),
    tooLongTexts: choiceInput({
      label: "Too Long Texts",
      default: "refuse",
      comments: "Longer than the model reads.",
      placeholder: "Choose what to do",
      example: "refuse",
      choices: { refuse: "Refuse", cut: "Cut" },
    }),
    encoding: choiceInput({
      label: "Encoding",
      default: "automatic",
      comments: "Numbers: for gateways without base64.",
      placeholder: "Choose an encoding",
      example: "automatic",
      choices: { automatic: "Automatic", float: "Numbers" },
    }),
    allowMissingFields,
    extraParameters,
  },
});
