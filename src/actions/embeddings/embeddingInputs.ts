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
  comments: "The text to embed. Enter this, Texts or Records.",
  clean: (value: unknown) => (isBroken(value) ? value : ownText.clean(value)),
};

/** Input for a list of texts. */
export const embeddedTexts = {
  ...texts,
  comments: "A JSON list of any length, or a list of an earlier step.",
  clean: (value: unknown) =>
    cleanTexts(value, (entry, index) => {
      const text = readListedText(entry, index);
      return isBroken(entry) ? entry : text;
    }),
};

/** Input for a list of records. */
export const embeddedRecords = optionally(records, {
  comments: "A JSON list of objects, or the list of an earlier step. Each fills in Prompt Template.",
});

/** Input for the template of the records' texts. */
export const embeddingTemplate = optionally(promptTemplate, {
  comments: "The text that is embedded of each record, with {{field}} where a field goes.",
});

/** Input for the length of the vectors. */
export const dimensions = numberInput({
  label: "Dimensions",
  comments: "How many numbers a vector has, where the model can shorten it. Empty means all that it has.",
  example: "512",
  range: { min: 1, max: 100_000, isInteger: true },
});

/** Input for how the vectors come out. */
export const outputForm = choiceInput({
  label: "Output Form",
  default: "results",
  comments: "Where the vectors go. Choose a file for thousands of texts.",
  placeholder: "Choose a form",
  example: "packed",
  choices: { results: "Results of the Step", jsonLines: "JSON Lines File", packed: "Packed File" },
});

/** Group of settings for embeddings that are seldom changed. */
export const embeddingSettings = structuredObjectInput({
  label: "Embedding Settings",
  comments: "How texts are sent, and what is done with one that is too long.",
  inputs: {
    textsPerCall: numberInput({
      label: "Texts per Call",
      comments: "The most texts in one call. Empty means 2,048, and fewer where the service says so.",
      example: "100",
      range: { min: 1, max: 100_000, isInteger: true },
    }),
    tooLongTexts: choiceInput({
      label: "Too Long Texts",
      default: "refuse",
      comments: "What becomes of a text that is longer than the model reads.",
      placeholder: "Choose what to do",
      example: "refuse",
      choices: { refuse: "Error of the Text", cut: "Cut Off the End" },
    }),
    encoding: choiceInput({
      label: "Encoding",
      default: "automatic",
      comments:
        "How the service sends vectors. Automatic asks for base64, and for numbers where that is refused.",
      placeholder: "Choose an encoding",
      example: "automatic",
      choices: { automatic: "Automatic", float: "Numbers" },
    }),
    allowMissingFields,
    extraParameters,
  },
});
