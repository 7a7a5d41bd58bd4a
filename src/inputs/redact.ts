import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { refuseInput } from "../text/InputError";
import { hasWord } from "../text/redaction/findNames";
import { patternProblem } from "../text/redaction/patternProblem";
import { cleanTextList, shown } from "./cleaners";
import { flagInput, listInput } from "./kinds";

/** Most names, most patterns, and the longest name, so that a long list is no long search. */
const mostNames = 1000;
const longestName = 200;
const mostPatterns = 20;

const nameWords = {
  label: "Names",
  comments: "Names and other words to mask, in any case, where they stand as whole words.",
  placeholder: "Enter a name",
  example: "Ada Lovelace",
};

const names = {
  ...listInput({ ...nameWords, most: mostNames }),
  clean: (value: unknown): string[] | undefined =>
    cleanTextList(
      nameWords.label,
      mostNames,
    )(value)?.map((name, index) =>
      hasWord(name) && name.length <= longestName
        ? name
        : refuseInput(
            nameWords.label,
            `entry ${index + 1}, "${shown(name)}", is not accepted.`,
            `Enter a name with a letter or a digit, of ${longestName} characters at most.`,
          ),
    ),
};

const patternWords = {
  label: "Patterns",
  comments:
    "Regular expressions of other values to mask. One that may take longer than the text is long is refused.",
  placeholder: "Enter a regular expression",
  example: "CUST-\\d{6}",
};

const patterns = input({
  type: "string",
  collection: "valuelist",
  required: false,
  ...patternWords,
  clean: (value: unknown): string[] | undefined =>
    cleanTextList(
      patternWords.label,
      mostPatterns,
    )(value)?.map((pattern, index) => {
      const problem = patternProblem(pattern);
      if (problem === undefined) return pattern;
      return refuseInput(patternWords.label, `entry ${index + 1}, "${shown(pattern)}": ${problem}`);
    }),
});

/** Inputs for what is looked for, all of which are on or off at first. */
export const redactionInputs = (isOn: "true" | "false") => ({
  emailAddresses: flagInput({
    label: "Email Addresses",
    default: isOn,
    comments: "When true, e-mail addresses are masked.",
  }),
  phoneNumbers: flagInput({
    label: "Phone Numbers",
    default: isOn,
    comments:
      "When true, phone numbers are masked: those with a plus, a trunk 0 and groups, or a word such as phone before them.",
  }),
  paymentCards: flagInput({
    label: "Payment Cards",
    default: isOn,
    comments: "When true, card numbers with a right check digit are masked.",
  }),
  ibans: flagInput({
    label: "IBANs",
    default: isOn,
    comments: "When true, international bank account numbers with right check digits are masked.",
  }),
  machineAddresses: flagInput({
    label: "Machine Addresses",
    default: isOn,
    comments: "When true, IPv4, IPv6 and MAC addresses are masked.",
  }),
  names,
  patterns,
});

/** Group of inputs for what is masked in requests and put back into their answers. */
export const redact = structuredObjectInput({
  label: "Redaction",
  comments:
    "What is replaced by marks in all texts before they leave, and put back into the answer. Empty masks nothing.",
  inputs: redactionInputs("false"),
});
